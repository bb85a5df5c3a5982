// Package assets holds the icons of the window, as bytes.
package assets

import (
	"embed"
	"fmt"
)

//go:embed icons/*.svg
var icons embed.FS

//go:embed icon.png
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

// AppIcon returns the program's icon as a PNG of 256 by 256 pixels: painting
// icon.svg, which it was made of, would take a fifth of a second at each start.
func AppIcon() []byte { return appIcon }
