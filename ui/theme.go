package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"spiffmodeler/canvas/paint"
)

// The measures of the window, in its units: space comes in steps of 4.
const (
	unit          = 4
	rowHeight     = 28
	toolbarHeight = 36
	tabHeight     = 32
	statusHeight  = 24
	paletteWidth  = 48
	iconSize      = 16
	hairline      = 1
	corner        = 4
	focusWidth    = 2
)

// Sizes of text.
const (
	textSize    = 13
	smallSize   = 12
	headingSize = 11 // bold capitals
	titleSize   = 20
	codeSize    = 12
)

// Colours beyond those that Fyne's own widgets ask for.
const (
	colorCanvas    fyne.ThemeColorName = "canvas"    // the ground of diagrams, lists and fields
	colorSurface   fyne.ThemeColorName = "surface"   // panels and toolbar
	colorLine      fyne.ThemeColorName = "line"      // hairlines
	colorSecondary fyne.ThemeColorName = "secondary" // less important text and icons
	colorAccent                        = theme.ColorNamePrimary
	colorText                          = theme.ColorNameForeground
	colorDanger                        = theme.ColorNameError
	colorWarning                       = theme.ColorNameWarning
	colorGood                          = theme.ColorNameSuccess
	colorHover                         = theme.ColorNameHover
	colorPressed                       = theme.ColorNamePressed
	colorSelected                      = theme.ColorNameSelection
	colorDisabled                      = theme.ColorNameDisabled
	colorOnAccent                      = theme.ColorNameForegroundOnPrimary
	colorPopup                         = theme.ColorNameMenuBackground
)

type shades struct{ light, dark color.NRGBA }

func hex(light, dark uint32) shades { return shades{rgb(light), rgb(dark)} }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// veil is a colour with an opacity in percent.
func veil(s shades, percent uint8) shades {
	a := uint8(uint16(percent) * 255 / 100)
	s.light.A, s.dark.A = a, a
	return s
}

var (
	textShades   = hex(0x1B1F24, 0xE8EAED)
	accentShades = hex(0x2457D6, 0x7AA2FF)
	themeColors  = map[fyne.ThemeColorName]shades{
		colorCanvas:    hex(0xFFFFFF, 0x1B1D21),
		colorSurface:   hex(0xF6F7F9, 0x23262B),
		colorLine:      hex(0xDDE1E6, 0x363A41),
		colorSecondary: hex(0x5B6470, 0xA4ABB6),

		theme.ColorNameBackground:          hex(0xF6F7F9, 0x23262B),
		theme.ColorNameForeground:          textShades,
		theme.ColorNamePrimary:             accentShades,
		theme.ColorNameHyperlink:           accentShades,
		theme.ColorNameForegroundOnPrimary: hex(0xFFFFFF, 0x14161A),
		theme.ColorNameError:               hex(0xC62828, 0xFF8A80),
		theme.ColorNameForegroundOnError:   hex(0xFFFFFF, 0x14161A),
		theme.ColorNameWarning:             hex(0xA15C00, 0xFFC166),
		theme.ColorNameForegroundOnWarning: hex(0xFFFFFF, 0x14161A),
		theme.ColorNameSuccess:             hex(0x1B7F4B, 0x6FD39B),
		theme.ColorNameForegroundOnSuccess: hex(0xFFFFFF, 0x14161A),
		theme.ColorNameButton:              hex(0xE9ECF0, 0x31353C),
		theme.ColorNameDisabledButton:      hex(0xF0F2F4, 0x2A2D33),
		theme.ColorNameDisabled:            hex(0x98A0AB, 0x6C737E),
		theme.ColorNameFocus:               veil(accentShades, 18),
		theme.ColorNameHover:               veil(textShades, 7),
		theme.ColorNamePressed:             veil(textShades, 13),
		theme.ColorNameSelection:           veil(accentShades, 18),
		theme.ColorNameInputBackground:     hex(0xFFFFFF, 0x1B1D21),
		theme.ColorNameInputBorder:         hex(0xDDE1E6, 0x363A41),
		theme.ColorNamePlaceHolder:         hex(0x6B7480, 0x8E96A1),
		theme.ColorNameHeaderBackground:    hex(0xF6F7F9, 0x23262B),
		theme.ColorNameMenuBackground:      hex(0xFFFFFF, 0x2B2F35),
		theme.ColorNameOverlayBackground:   hex(0xFFFFFF, 0x2B2F35),
		theme.ColorNameScrollBar:           veil(textShades, 28),
		theme.ColorNameScrollBarBackground: veil(textShades, 0),
		theme.ColorNameSeparator:           hex(0xDDE1E6, 0x363A41),
		theme.ColorNameShadow:              veil(hex(0, 0), 22),
	}
	themeSizes = map[fyne.ThemeSizeName]float32{
		theme.SizeNameText:               textSize,
		theme.SizeNameCaptionText:        smallSize,
		theme.SizeNameSubHeadingText:     15,
		theme.SizeNameHeadingText:        titleSize,
		theme.SizeNamePadding:            unit,
		theme.SizeNameInnerPadding:       6,
		theme.SizeNameLineSpacing:        unit,
		theme.SizeNameInlineIcon:         iconSize,
		theme.SizeNameInputBorder:        hairline,
		theme.SizeNameInputRadius:        corner,
		theme.SizeNameSelectionRadius:    corner,
		theme.SizeNameScrollBar:          10,
		theme.SizeNameScrollBarSmall:     4,
		theme.SizeNameScrollBarRadius:    corner,
		theme.SizeNameSeparatorThickness: hairline,
	}
)

var (
	sans     = fyne.NewStaticResource("sans.ttf", paint.Sans.Data())
	sansBold = fyne.NewStaticResource("sans-bold.ttf", paint.SansBold.Data())
	mono     = fyne.NewStaticResource("mono.ttf", paint.Mono.Data())
)

// look is the theme of the window. It is a value: a new choice is a new theme.
type look struct {
	mode string // "light", "dark" or "system"
}

// variant returns which of the two palettes is shown.
func (l look) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch l.mode {
	case "light":
		return theme.VariantLight
	case "dark":
		return theme.VariantDark
	}
	return system
}

func (l look) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	v := l.variant(system)
	s, ok := themeColors[name]
	if !ok {
		return theme.DefaultTheme().Color(name, v)
	}
	c := s.light
	if v == theme.VariantDark {
		c = s.dark
	}
	if name == theme.ColorNameForeground {
		return ink{c}
	}
	return c
}

// ink is the colour of text. Fyne's menus fade the shortcuts by taking the low
// byte of 95 % of a 16-bit opacity, which leaves nearly nothing of full
// opacity. This one is opaque everywhere else and comes out there at 63 %.
type ink struct{ color.NRGBA }

// RGBA is part of color.Color.
func (i ink) RGBA() (r, g, b, a uint32) {
	r, g, b, _ = i.NRGBA.RGBA()
	return r, g, b, 0xFF66
}

// Font returns the faces that diagrams are drawn with, so that the window and
// the canvas speak with one voice.
func (l look) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol, style.Italic:
		return theme.DefaultTheme().Font(style)
	case style.Monospace:
		return mono
	case style.Bold:
		return sansBold
	}
	return sans
}

func (l look) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

func (l look) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := themeSizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

// isDark reports whether the window shows its dark palette now.
func isDark() bool {
	settings := fyne.CurrentApp().Settings()
	l, _ := settings.Theme().(look)
	return l.variant(settings.ThemeVariant()) == theme.VariantDark
}

// palette returns the canvas's colours for the theme of the window.
func palette() *paint.Palette {
	if isDark() {
		return paint.Dark()
	}
	return paint.Light()
}
