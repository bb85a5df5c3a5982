package editor

// SetLineJumps says whether flows jump with a small arc over those that were drawn before
// them, on this plane and those shown later.
func (ed *Editor) SetLineJumps(on bool) {
	ed.do(func() {
		ed.lineJumps = on
		ed.scene.SetLineJumps(on)
		ed.pending |= Painted
	})
}
