// Package assets holds the icons of the window, as bytes.
package assets

import (
	"embed"
	"fmt"
)

//go:embed icons/*.svg
var icons embed.FS

//go:embed icon.svg
var appIcon []byte

// Icon returns the SVG of a 16 by 16 icon, drawn in currentColor. It panics
// when there is none with the name: names are constants of the program.
func Icon(name string) []byte {
	data, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic(fmt.Sprintf("no icon %q: %v", name, err))
	}
	return data
}

// AppIcon returns the SVG of the program's icon.
func AppIcon() []byte { return appIcon }
