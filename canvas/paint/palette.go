package paint

import (
	"image/color"
	"math"
)

// Palette says how colours look: on a light or a dark ground, or in an export.
type Palette struct {
	Name   string
	tokens [tokenCount]color.NRGBA
	dark   bool
}

// Light returns the palette of the light theme.
func Light() *Palette {
	return &Palette{Name: "light", tokens: [tokenCount]color.NRGBA{
		Ink: hex(0x22242A), Fill: hex(0xFFFFFF), Ground: hex(0xFFFFFF), GridDot: hex(0xE6E8EB), Rule: hex(0xDDE1E6),
		Secondary: hex(0x5B6470), Accent: hex(0x2457D6), Danger: hex(0xC62828), Warning: hex(0xA15C00), Good: hex(0x1B7F4B),
		DoneFill: hex(0xE4F4EA), ActiveFill: hex(0xE5EDFF), WaitingFill: hex(0xFFF1DB), ErrorFill: hex(0xFDE7E7),
		InactiveFill: hex(0xEFF0F2), OnAccent: hex(0xFFFFFF),
	}}
}

// Dark returns the palette of the dark theme.
func Dark() *Palette {
	return &Palette{Name: "dark", dark: true, tokens: [tokenCount]color.NRGBA{
		Ink: hex(0xDADDE2), Fill: hex(0x23262B), Ground: hex(0x1B1D21), GridDot: hex(0x2A2D33), Rule: hex(0x363A41),
		Secondary: hex(0xA4ABB6), Accent: hex(0x7AA2FF), Danger: hex(0xFF8A80), Warning: hex(0xFFC166), Good: hex(0x6FD39B),
		DoneFill: hex(0x1E3A2B), ActiveFill: hex(0x1E2E52), WaitingFill: hex(0x40301A), ErrorFill: hex(0x4A2024),
		InactiveFill: hex(0x2B2E34), OnAccent: hex(0x14161A),
	}}
}

// Export returns the palette of exported pictures: the light one.
func Export() *Palette {
	p := Light()
	p.Name = "export"
	return p
}

func hex(v uint32) color.NRGBA {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// Resolve returns the colour as it is shown.
func (p *Palette) Resolve(c Colour) color.NRGBA {
	out := color.NRGBA{c.R, c.G, c.B, c.A}
	if c.Token != Explicit {
		out = p.tokens[c.Token]
		out.A = c.A
		return out
	}
	if !p.dark || c.A == 0 {
		return out
	}
	if c.Role == AsFill {
		return darkFill(out)
	}
	return darkInk(out)
}

// On a dark ground the fills of a file become dark and its inks light, each keeping its hue.
// Whatever a file combines, ink on fill and ink on the ground keep a contrast of 4.5 : 1:
// (0.38+0.05) / (0.045+0.05).
const (
	darkFillLuminance = 0.045
	darkInkLuminance  = 0.38
)

func darkFill(c color.NRGBA) color.NRGBA {
	if luminance(c) <= darkFillLuminance {
		return c // dark already, and lighter than the ground or not: as the file says
	}
	h, s, l := toHSL(c)
	// A pastel is its hue thinned by white: thin it by black as much.
	out := fromHSL(h, s*0.55, 0.15+(1-l)*0.30)
	out.A = c.A
	for luminance(out) > darkFillLuminance {
		h, s, l = toHSL(out)
		a := out.A
		out = fromHSL(h, s, l*0.94)
		out.A = a
	}
	return out
}

func darkInk(c color.NRGBA) color.NRGBA {
	out := c
	for range 100 {
		if luminance(out) >= darkInkLuminance {
			break
		}
		h, s, l := toHSL(out)
		out = fromHSL(h, s, math.Min(1, l+0.02))
		out.A = c.A
	}
	return out
}

// Contrast returns the contrast ratio of two opaque colours, 1 to 21 (WCAG 2).
func Contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

func luminance(c color.NRGBA) float64 {
	lin := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

func toHSL(c color.NRGBA) (h, s, l float64) {
	r, g, b := float64(c.R)/255, float64(c.G)/255, float64(c.B)/255
	hi, lo := math.Max(r, math.Max(g, b)), math.Min(r, math.Min(g, b))
	l = (hi + lo) / 2
	d := hi - lo
	if d == 0 {
		return 0, 0, l
	}
	s = d / (1 - math.Abs(2*l-1))
	switch hi {
	case r:
		h = math.Mod((g-b)/d+6, 6)
	case g:
		h = (b-r)/d + 2
	default:
		h = (r-g)/d + 4
	}
	return h * 60, s, l
}

// fromHSL takes the hue in degrees, saturation and lightness from 0 to 1.
func fromHSL(h, s, l float64) color.NRGBA {
	h = math.Mod(math.Mod(h, 360)+360, 360)
	s, l = math.Max(0, math.Min(1, s)), math.Max(0, math.Min(1, l))
	channel := func(n float64) uint8 {
		k := math.Mod(n+h/30, 12)
		a := s * math.Min(l, 1-l)
		return toByte(255 * (l - a*math.Max(-1, math.Min(k-3, math.Min(9-k, 1)))))
	}
	return color.NRGBA{channel(0), channel(8), channel(4), 255}
}
