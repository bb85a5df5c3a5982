package xmltree

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// etree's positions are right after every step, wherever and however much was
// put in, taken out or undone.
func TestPositionsAreRightAfterEveryStep(t *testing.T) {
	d, err := Parse("x", []byte("<r>\n"+strings.Repeat("  <a>one<b/>two</a>\n", 100)+"</r>\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for step := range 400 {
		switch r.IntN(4) {
		case 0:
			d.Undo()
		case 1:
			d.Redo()
		default:
			_ = d.Edit("change", func(tx *Tx) error {
				for range 1 + r.IntN(3) {
					kids := d.Root().ChildElements()
					at := kids[len(kids)-1]
					if r.IntN(2) == 0 {
						at = kids[r.IntN(len(kids))]
					}
					switch r.IntN(4) {
					case 0:
						tx.Insert(d.Root(), etree.NewElement("c"), at)
					case 1:
						tx.Insert(d.Root(), etree.NewElement("c"), nil)
					case 2:
						tx.RemoveAll([]*Node{at, kids[len(kids)/2]})
					case 3:
						tx.Move(at, d.Root(), kids[len(kids)-r.IntN(10)-1])
					}
				}
				return nil
			})
		}
		root := d.Root().El
		for i, tok := range root.Child {
			if tok.Index() != i || tok.Parent() != root {
				t.Fatalf("step %d: token %d of %d says it is %d", step, i, len(root.Child), tok.Index())
			}
		}
	}
}
