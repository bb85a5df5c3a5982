package xmltree

import (
	"testing"

	"github.com/beevik/etree"
)

func TestTextThatXMLCannotHoldIsCleaned(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x01\x1f": "ab", "a\ufffeb\uffff": "ab", "a\xffb": "a\uFFFDb", "tab\there\r\n": "tab\there\r\n", "é 漢 😀": "é 漢 😀",
	} {
		d, err := Parse("t", []byte(`<a/>`))
		if err != nil {
			t.Fatal(err)
		}
		err = d.Edit("set", func(tx *Tx) error {
			tx.SetAttr(d.Root(), "", "x", in)
			el := etree.NewElement("b")
			el.CreateAttr("y", in)
			tx.SetText(tx.Insert(d.Root(), el, nil), in)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse("again", d.Bytes())
		if err != nil {
			t.Errorf("%q: the file can't be opened again: %v", in, err)
			continue
		}
		b := again.Root().ChildElements()[0]
		x, _ := again.Root().Attr("", "x")
		y, _ := b.Attr("", "y")
		if x != want || y != want || b.Text() != want {
			t.Errorf("%q becomes %q, %q and %q, want %q", in, x, y, b.Text(), want)
		}
	}
}
