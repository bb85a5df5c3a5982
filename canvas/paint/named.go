package paint

import "golang.org/x/image/colornames"

// namedColour returns a CSS colour name's value as 0xRRGGBB.
func namedColour(name string) (uint32, bool) {
	c, ok := colornames.Map[name]
	if !ok {
		return 0, false
	}
	return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B), true
}
