package canvas

// SetLineJumps says whether flows jump with a small arc over those that they cross.
func (d *Diagram) SetLineJumps(on bool) { d.ed.SetLineJumps(on) }
