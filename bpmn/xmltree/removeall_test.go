package xmltree

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// Removing many at once must be the same as removing one after the other, in
// the text, in undo and in redo.
func TestRemoveAllIsRemovingOneByOne(t *testing.T) {
	var b strings.Builder
	b.WriteString("<r>\n")
	for i := range 40 {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, "  <a i=\"%d\"/>\n", i)
		case 1:
			fmt.Fprintf(&b, "  <b><c/>  <d>text</d></b><e/>\n")
		case 2:
			b.WriteString("  <!-- kept -->\n")
		default:
			b.WriteString("  <f>\n    <g/>\n  </f>\n")
		}
	}
	b.WriteString("</r>\n")
	src := b.String()
	rnd := rand.New(rand.NewPCG(3, 4))
	for round := range 300 {
		parse := func() *Document {
			d, err := Parse("x", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		one, all := parse(), parse()
		var numbers []int
		for n := 1; n < one.Len(); n++ {
			if rnd.IntN(60) < round%61 {
				numbers = append(numbers, n)
			}
		}
		rnd.Shuffle(len(numbers), func(i, j int) { numbers[i], numbers[j] = numbers[j], numbers[i] })
		_ = one.Edit("one by one", func(tx *Tx) error {
			for _, n := range numbers {
				tx.Remove(one.ByNumber(n))
			}
			return nil
		})
		_ = all.Edit("at once", func(tx *Tx) error {
			var list []*Node
			for _, n := range numbers {
				list = append(list, all.ByNumber(n))
			}
			tx.RemoveAll(list)
			return nil
		})
		after := all.String()
		if after != one.String() {
			// a parent that loses its last element loses its space; which space
			// goes depends on the order then, so only that is allowed to differ
			if strip(after) != strip(one.String()) {
				t.Fatalf("removed %v:\n%s\nwant\n%s", numbers, after, one.String())
			}
		}
		all.Undo()
		if all.String() != src {
			t.Fatalf("undo gives\n%s", all.String())
		}
		all.Redo()
		if all.String() != after {
			t.Fatalf("redo gives\n%s\nwant\n%s", all.String(), after)
		}
		for n := range all.Root().Children {
			if n.Parent() != all.Root() || !n.IsLive() || n.El.Parent() != all.Root().El || all.Root().El.Child[n.El.Index()] != n.El {
				t.Fatal("the tree and the nodes don't agree")
			}
		}
	}
}

func strip(s string) string { return strings.Join(strings.Fields(s), "") }
