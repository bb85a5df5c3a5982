package paint

import (
	"image/color"
	"strconv"
	"strings"
)

// Token is a colour by its meaning; a Palette says how it looks.
type Token uint8

// Tokens. Explicit means the colour's own numbers.
const (
	Explicit     Token = iota
	Ink                // BPMN strokes and labels
	Fill               // inside of shapes
	Ground             // what the diagram lies on
	GridDot            // dots of the grid
	Rule               // hairlines
	Secondary          // secondary text
	Accent             // selection, focus, flows taken
	Danger             // problems, errors
	Warning            // warnings, waiting
	Good               // completed
	DoneFill           // inside of a completed element
	ActiveFill         // inside of an element that is ready or started
	WaitingFill        // inside of an element that waits
	ErrorFill          // inside of an element that failed
	InactiveFill       // inside of a cancelled element
	OnAccent           // text and icons on Accent, Danger, Warning or Good
	tokenCount
)

// Role says what an explicit colour is used for; a dark palette treats them differently.
type Role uint8

// Roles.
const (
	AsInk  Role = iota // strokes, text, filled icons
	AsFill             // areas that ink lies on
)

// Colour is a token, or explicit red, green and blue, with an alpha (0 is invisible,
// 255 opaque; not premultiplied). The zero Colour paints nothing.
type Colour struct {
	Token   Token
	Role    Role
	R, G, B uint8
	A       uint8
}

// Of returns the colour with a meaning, opaque.
func Of(t Token) Colour { return Colour{Token: t, A: 255} }

// Alpha returns the colour with its alpha multiplied by share (0 to 1).
func (c Colour) Alpha(share float64) Colour {
	c.A = uint8(float64(c.A)*max(0, min(1, share)) + 0.5)
	return c
}

// RGB returns an explicit opaque colour.
func RGB(r, g, b uint8, role Role) Colour { return Colour{Role: role, R: r, G: g, B: b, A: 255} }

// ParseColour reads a colour as model files and SVG write it: #rgb, #rrggbb, #rrggbbaa,
// rgb(r, g, b), rgba(r, g, b, a), hsl(h, s%, l%) or one of the CSS names. It reports false
// when the text is none of these.
func ParseColour(text string, role Role) (Colour, bool) {
	c, ok := parseCSS(strings.ToLower(strings.TrimSpace(text)))
	if !ok {
		return Colour{}, false
	}
	return Colour{Role: role, R: c.R, G: c.G, B: c.B, A: c.A}, true
}

func parseCSS(s string) (color.NRGBA, bool) {
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		return parseHex(hex)
	}
	for _, name := range []string{"rgba", "rgb", "hsla", "hsl"} {
		if args, ok := strings.CutPrefix(s, name+"("); ok {
			return parseFunction(name[:3], strings.TrimSuffix(args, ")"))
		}
	}
	v, ok := namedColour(s)
	if !ok {
		return color.NRGBA{}, false
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, true
}

func parseHex(hex string) (color.NRGBA, bool) {
	if len(hex) == 3 || len(hex) == 4 {
		var long []byte
		for i := range len(hex) {
			long = append(long, hex[i], hex[i])
		}
		hex = string(long)
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	switch {
	case err != nil:
		return color.NRGBA{}, false
	case len(hex) == 6:
		return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, true
	case len(hex) == 8:
		return color.NRGBA{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), uint8(v)}, true
	}
	return color.NRGBA{}, false
}

func parseFunction(name, args string) (color.NRGBA, bool) {
	f := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(f) != 3 && len(f) != 4 {
		return color.NRGBA{}, false
	}
	var n [4]float64
	n[3] = 1
	for i, t := range f {
		num, percent := strings.CutSuffix(t, "%")
		v, err := strconv.ParseFloat(strings.TrimSuffix(num, "deg"), 64)
		if err != nil || v != v {
			return color.NRGBA{}, false
		}
		switch {
		case percent && (i == 3 || name == "hsl"):
			v /= 100
		case percent:
			v *= 2.55
		}
		n[i] = v
	}
	if name == "hsl" {
		c := fromHSL(n[0], n[1], n[2])
		c.A = toByte(n[3] * 255)
		return c, true
	}
	return color.NRGBA{toByte(n[0]), toByte(n[1]), toByte(n[2]), toByte(n[3] * 255)}, true
}

func toByte(v float64) uint8 { return uint8(max(0, min(255, v)) + 0.5) }
