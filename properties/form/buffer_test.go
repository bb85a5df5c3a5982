package form

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// at puts the caret where | stands in the text, and the other end of the
// selection where ^ stands.
func at(text string) *buffer {
	find := func(mark string) place {
		i := strings.Index(text, mark)
		if i < 0 {
			return place{-1, 0}
		}
		before := strings.ReplaceAll(strings.ReplaceAll(text[:i], "|", ""), "^", "")
		return place{strings.Count(before, "\n"), len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))}
	}
	b := newBuffer(strings.ReplaceAll(strings.ReplaceAll(text, "|", ""), "^", ""))
	b.caret, b.anchor = find("|"), find("^")
	if b.anchor.line < 0 {
		b.anchor = b.caret
	}
	return b
}

// shown is the opposite of at.
func shown(b *buffer) string {
	lines := strings.Split(b.text(), "\n")
	put := func(p place, mark string) {
		r := []rune(lines[p.line])
		lines[p.line] = string(r[:p.col]) + mark + string(r[p.col:])
	}
	switch {
	case b.caret == b.anchor:
		put(b.caret, "|")
	case b.caret.before(b.anchor):
		put(b.anchor, "^")
		put(b.caret, "|")
	default:
		put(b.caret, "|")
		put(b.anchor, "^")
	}
	return strings.Join(lines, "\n")
}

func typed(s string) func(*buffer) {
	return func(b *buffer) {
		for _, r := range s {
			b.insert(string(r), typing)
		}
	}
}

func TestEditing(t *testing.T) {
	for _, c := range []struct {
		before string
		do     func(*buffer)
		after  string
	}{
		{"a|c", typed("b"), "ab|c"},
		{"a^bc|d", typed("x"), "ax|d"},
		{"if a:|", func(b *buffer) { b.newline(true) }, "if a:\n    |"},
		{"    x = f(|", func(b *buffer) { b.newline(true) }, "    x = f(\n        |"},
		{"    x|", func(b *buffer) { b.newline(true) }, "    x\n    |"},
		{"a:|", func(b *buffer) { b.newline(false) }, "a:\n|"},
		{"        |x", func(b *buffer) { b.backspace(true) }, "    |x"},
		{"      |x", func(b *buffer) { b.backspace(true) }, "    |x"},
		{"    |x", func(b *buffer) { b.backspace(false) }, "   |x"},
		{"a\n|b", func(b *buffer) { b.backspace(true) }, "a|b"},
		{"ae\u0301|", func(b *buffer) { b.backspace(false) }, "a|"},
		{"foo bar.baz|", func(b *buffer) { b.erase(b.wordLeft(b.caret)) }, "foo bar.|"},
		{"|foo bar", func(b *buffer) { b.erase(b.wordRight(b.caret)) }, "| bar"},
		{"a\n^b\nc|", (*buffer).indent, "a\n^    b\n    c|"},
		{"  ^  a\n\tb\n|c", (*buffer).outdent, "^a\nb|\nc"},
		{"x = |1", (*buffer).indent, "    x = |1"},
		{"^a\n  b|", func(b *buffer) { b.toggleComment("#") }, "^# a\n  # b|"},
		{"^# a\n  #b|", func(b *buffer) { b.toggleComment("#") }, "^a\n  b|"},
		{"    x|", func(b *buffer) { b.caret = b.home(b.caret); b.anchor = b.caret }, "    |x"},
		{"    |x", func(b *buffer) { b.caret = b.home(b.caret); b.anchor = b.caret }, "|    x"},
	} {
		b := at(c.before)
		c.do(b)
		if got := shown(b); got != c.after {
			t.Errorf("%q becomes %q, want %q", c.before, got, c.after)
			continue
		}
		for b.undo() {
		}
		if got := shown(b); got != c.before && b.text() != strings.NewReplacer("|", "", "^", "").Replace(c.before) {
			t.Errorf("%q: undone gives %q", c.before, got)
		}
	}
}

func TestTypingIsUndoneWordByWord(t *testing.T) {
	b := at("|")
	typed("one two")(b)
	for _, want := range []string{"one |", "|"} {
		b.undo()
		if got := shown(b); got != want {
			t.Errorf("undo gives %q, want %q", got, want)
		}
	}
	for b.redo() {
	}
	if got := shown(b); got != "one two|" {
		t.Errorf("redo gives %q", got)
	}
	for range 3 {
		b.backspace(false)
	}
	b.undo()
	if got := b.text(); got != "one two" {
		t.Errorf("erasing a word is undone to %q", got)
	}
}

func TestRandomEditsAreUndone(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	b := newBuffer("def f(x):\n    return x + 1\n\n# é 漢字\n")
	start := b.text()
	pick := func() place { return b.clamp(place{rng.IntN(len(b.lines) + 1), rng.IntN(30)}) }
	texts := []string{"a", " ", "\n", "x\ny\nz", "", "é漢", "\t"}
	for range 3000 {
		b.caret, b.anchor = pick(), pick()
		switch rng.IntN(7) {
		case 0:
			b.insert(texts[rng.IntN(len(texts))], typing)
		case 1:
			b.backspace(true)
		case 2:
			b.erase(b.wordRight(b.caret))
		case 3:
			b.newline(true)
		case 4:
			b.indent()
		case 5:
			b.outdent()
		case 6:
			b.toggleComment("#")
		}
		if b.caret != b.clamp(b.caret) || b.anchor != b.clamp(b.anchor) {
			t.Fatalf("the caret is outside of the text: %v %v", b.caret, b.anchor)
		}
	}
	end := b.text()
	for b.undo() {
	}
	if b.text() != start {
		t.Errorf("all undone gives %q", b.text())
	}
	for b.redo() {
	}
	if b.text() != end {
		t.Error("all redone gives another text")
	}
}
