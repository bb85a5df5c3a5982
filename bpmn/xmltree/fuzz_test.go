package xmltree

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// FuzzDocument holds the reader and the writer to their promises on any input:
// never a panic; an accepted text comes back unchanged; what is written after
// edits reads back as the tree says; undo gives the bytes as read, redo those
// before.
func FuzzDocument(f *testing.F) {
	for _, s := range []string{
		sample,
		"<a/>", "<a b='1' c=\"2\"\n/>", "<a>x<![CDATA[y]]>z<!--c--><?p i?><b/>t</a>",
		"\ufeff<?xml version='1.0'?>\r\n<a>\r\n\t<b/>\r\n</a>\r\n",
		"<!DOCTYPE a [<!ENTITY e 'x'>]><a xmlns='u' xmlns:p='v'><p:b p:c='&lt;&#10;&#x41;'/></a>",
		"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>\xe9</a>",
		"<a><b></b ><c />  </a>\n<!-- end -->", "<a:b/>", "<a", "<a></b>", "<a b='<'/>", "&", "<a>&amp</a>", "<a>]]></a>",
	} {
		f.Add([]byte(s), []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 250})
	}
	for _, name := range hostileFiles() {
		if raw, err := os.ReadFile(name); err == nil && len(raw) < 4000 {
			f.Add(raw, []byte{7, 3, 5, 1})
		}
	}
	f.Fuzz(func(t *testing.T, raw, ops []byte) {
		d, err := Parse("fuzz.xml", raw)
		if err != nil {
			if _, ok := err.(*SyntaxError); !ok || !strings.HasPrefix(err.Error(), "fuzz.xml") {
				t.Fatalf("the error does not name the file: %v", err)
			}
			return
		}
		if d.String() != d.src || string(d.Bytes()) != string(raw) {
			t.Fatal("an unedited document does not come back as it was read")
		}
		if back := string(d.enc.encode(d.src)); back != string(raw) {
			t.Fatalf("decoding and encoding changes the bytes:\n%q\n%q", raw, back)
		}
		for i, op := range ops {
			randomEdit(t, d, op, i)
		}
		edited := d.String()
		again, err := Parse("again.xml", d.Bytes())
		if err != nil {
			t.Fatalf("what was written can't be read: %v\n%q", err, edited)
		}
		if want, got := dump(d.Root()), dump(again.Root()); got != want {
			t.Fatalf("what was written reads back differently:\n%s\nas\n%s\ntext %q", want, got, edited)
		}
		steps := 0
		for d.undone() {
			steps++
		}
		if d.String() != d.src {
			t.Fatalf("undo gives\n%q instead of\n%q", d.String(), d.src)
		}
		for range steps {
			d.Redo()
		}
		if d.String() != edited {
			t.Fatalf("redo gives\n%q instead of\n%q", d.String(), edited)
		}
	})
}

func (d *Document) undone() bool { _, ok := d.Undo(); return ok }

// randomEdit makes one edit that op chooses, on a node that it chooses.
func randomEdit(t *testing.T, d *Document, op byte, i int) {
	var live []*Node
	for n := range d.Len() {
		if x := d.ByNumber(n); x.IsLive() {
			live = append(live, x)
		}
	}
	n := live[int(op)/8%len(live)]
	value := []string{"v", "a<b>&\"'c", "line\n\tnext", " ", "é€ ]]> x"}[i%5]
	err := d.Edit(fmt.Sprint(op), func(tx *Tx) error {
		switch op % 8 {
		case 0, 1:
			tx.SetAttr(n, "", []string{"id", "name", "b"}[i%3], value)
		case 2:
			tx.SetText(n, value)
		case 3, 4:
			el := etree.NewElement("new")
			if i%2 == 0 {
				el.CreateElement("inner").SetText(value)
			}
			tx.Insert(n, el, nil)
		case 5:
			if n != d.Root() {
				tx.Remove(n)
			}
		case 6:
			tx.SetTag(n, n.El.Space, "renamed")
		case 7:
			for _, a := range n.El.Attr {
				if a.Space != "xmlns" && a.Key != "xmlns" {
					tx.RemoveAttr(n, a.Space, a.Key)
					break
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// dump tells what the tree says: names, attributes and text.
func dump(n *Node) string {
	var b strings.Builder
	var walk func(n *Node)
	walk = func(n *Node) {
		fmt.Fprintf(&b, "<%s", n.El.FullTag())
		attrs := slices.Clone(n.El.Attr) // a replaced attribute keeps its place in the text
		slices.SortFunc(attrs, func(a, b etree.Attr) int { return strings.Compare(a.FullKey(), b.FullKey()) })
		for _, a := range attrs {
			fmt.Fprintf(&b, " %s=%q", a.FullKey(), a.Value)
		}
		b.WriteString(">")
		text := ""
		for _, k := range n.kids {
			switch tok := k.tok.(type) {
			case *etree.CharData:
				text += tok.Data
				continue
			case *etree.Comment:
				text += "<!--" + tok.Data + "-->"
				continue
			}
			if k.node != nil {
				fmt.Fprintf(&b, "%q", text)
				text = ""
				walk(k.node)
			}
		}
		fmt.Fprintf(&b, "%q</>", text)
	}
	walk(n)
	return b.String()
}

// hostileFiles are malformed and hostile files, where they are at hand.
func hostileFiles() []string {
	names, _ := filepath.Glob("../../../shared/interchange/hostile/*.bpmn")
	return names
}
