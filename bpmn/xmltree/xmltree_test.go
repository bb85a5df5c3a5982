package xmltree

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

func parse(t *testing.T, src string) *Document {
	t.Helper()
	d, err := Parse("test.xml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustEdit(t *testing.T, d *Document, f func(*Tx)) {
	t.Helper()
	if err := d.Edit("test", func(tx *Tx) error { f(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

const sample = `<?xml version="1.0" encoding="UTF-8"?>
<!-- head -->
<a:root xmlns:a="urn:a"   id = 'r'>
  <a:one x="1"
         y='it&#39;s' />
  <a:two><![CDATA[a < b]]></a:two>
  <!-- between -->
  <a:three>
    <a:leaf/>
  </a:three>
</a:root>
`

func TestAnAttributeEditTouchesOnlyThatAttribute(t *testing.T) {
	d := parse(t, sample)
	one := d.Root().Child("urn:a", "one")
	mustEdit(t, d, func(tx *Tx) { tx.SetAttr(one, "", "x", "2 > 1") })
	want := strings.Replace(sample, `x="1"`, `x="2 &#62; 1"`, 1)
	if got := string(d.Bytes()); got != want {
		t.Errorf("got\n%s", got)
	}
	mustEdit(t, d, func(tx *Tx) { tx.SetAttr(one, "", "z", "n"); tx.RemoveAttr(one, "", "x") })
	want = strings.Replace(sample, `x="1"
         y='it&#39;s' />`, `
         y='it&#39;s' z="n" />`, 1)
	if got := string(d.Bytes()); got != strings.Replace(want, "one \n", "one\n", 1) {
		t.Errorf("got\n%s", got)
	}
	d.Undo()
	d.Undo()
	if got := d.String(); got != sample {
		t.Errorf("undo gives\n%s", got)
	}
}

func TestInsertedElementsLookLikeTheirSiblings(t *testing.T) {
	d := parse(t, sample)
	three := d.Root().Child("urn:a", "three")
	el := etree.NewElement("a:new")
	el.CreateElement("a:inner").SetText("x < y")
	mustEdit(t, d, func(tx *Tx) { tx.Insert(three, el, nil) })
	want := strings.Replace(sample, "    <a:leaf/>\n", "    <a:leaf/>\n    <a:new>\n      <a:inner>x &lt; y</a:inner>\n    </a:new>\n", 1)
	if got := string(d.Bytes()); got != want {
		t.Errorf("got\n%s", got)
	}
	leaf := three.Child("urn:a", "leaf")
	mustEdit(t, d, func(tx *Tx) { tx.Insert(leaf, etree.NewElement("a:deep"), nil) })
	if got := string(d.Bytes()); !strings.Contains(got, "    <a:leaf>\n      <a:deep />\n    </a:leaf>\n") {
		t.Errorf("got\n%s", got)
	}
	mustEdit(t, d, func(tx *Tx) { tx.Remove(leaf); tx.Remove(three.Child("urn:a", "new")) })
	if got := string(d.Bytes()); !strings.Contains(got, "  <a:three />\n") {
		t.Errorf("got\n%s", got)
	}
	for range 3 {
		d.Undo()
	}
	if got := d.String(); got != sample {
		t.Errorf("undo gives\n%s", got)
	}
	for range 3 {
		d.Redo()
	}
	if got := d.String(); !strings.Contains(got, "  <a:three />\n") {
		t.Errorf("redo gives\n%s", got)
	}
}

func TestCDATAStaysCDATA(t *testing.T) {
	d := parse(t, sample)
	two := d.Root().Child("urn:a", "two")
	mustEdit(t, d, func(tx *Tx) { tx.SetText(two, "c > d") })
	if got := string(d.Bytes()); !strings.Contains(got, "<a:two><![CDATA[c > d]]></a:two>") {
		t.Errorf("got\n%s", got)
	}
}

func TestMoveKeepsTheTextAndUndoes(t *testing.T) {
	d := parse(t, sample)
	one, three := d.Root().Child("urn:a", "one"), d.Root().Child("urn:a", "three")
	mustEdit(t, d, func(tx *Tx) { tx.Move(one, three, three.Child("urn:a", "leaf")) })
	if one.Parent() != three || one.El.Parent() != three.El || one.El.Index() != 1 {
		t.Error("the node and etree disagree about its place")
	}
	if got := string(d.Bytes()); !strings.Contains(got, "<a:three>\n    <a:one x=\"1\"\n         y='it&#39;s' />\n    <a:leaf/>") {
		t.Errorf("got\n%s", got)
	}
	d.Undo()
	if got := d.String(); got != sample || one.Parent() != d.Root() {
		t.Errorf("undo gives\n%s", got)
	}
}

func TestCRLFAndLatin1AreKept(t *testing.T) {
	src := "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<r>\r\n\t<k n=\"\xe4\"/>\r\n</r>"
	d := parse(t, src)
	k := d.Root().Child("", "k")
	if v, _ := k.Attr("", "n"); v != "ä" {
		t.Fatalf("read %q", v)
	}
	mustEdit(t, d, func(tx *Tx) { tx.Insert(d.Root(), etree.NewElement("m"), nil); tx.SetAttr(k, "", "n", "ö€") })
	want := "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<r>\r\n\t<k n=\"\xf6&#8364;\"/>\r\n\t<m/>\r\n</r>"
	if got := string(d.Bytes()); got != want {
		t.Errorf("got %q", got)
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	for src, want := range map[string]string{
		"":                    "empty",
		"hello":               "f:1:1: this is not XML",
		"<a>\n<b></a>":        "f:2:4: the end tag </a> closes <b>",
		"<a x='1' x='2'/>":    "f:1:10: the attribute x stands twice",
		"<a>\n  &no;</a>":     "f:2:3: the entity &no; is not defined",
		"<a>&#1;</a>":         "no character that XML allows",
		"<a/><b/>":            "second root",
		"<a":                  "cut off",
		"<a>\n<b>":            "f:2:4: the file ends inside <b>, which starts on line 2",
		"<a x=1/>":            "without quotes",
		"<a x='<'/>":          "bare <",
		"<a>\x01</a>":         "U+0001",
		"<a>\xff</a>":         "not valid UTF-8",
		"<a>fish & chips</a>": "bare &",
		"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>": "not defined",
		strings.Repeat("<a>", MaxDepth+5):          "nested deeper",
	} {
		_, err := Parse("f", []byte(src))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: got %v, want %q", src, err, want)
		}
	}
}

func TestMergedTypingIsOneStepUntilSaved(t *testing.T) {
	d := parse(t, sample)
	one := d.Root().Child("urn:a", "one")
	typed := func(v string) {
		_ = d.EditMerging("Type", "x", func(tx *Tx) error { tx.SetAttr(one, "", "x", v); return nil })
	}
	typed("a")
	typed("ab")
	d.MarkSaved()
	if d.IsDirty() {
		t.Error("dirty right after saving")
	}
	typed("abc")
	if !d.IsDirty() {
		t.Error("typing after a save must make the document dirty")
	}
	d.Undo()
	if v, _ := one.Attr("", "x"); v != "ab" || d.IsDirty() {
		t.Errorf("after undo x=%q dirty=%v", v, d.IsDirty())
	}
	d.Undo()
	if v, _ := one.Attr("", "x"); v != "1" {
		t.Errorf("after the second undo x=%q", v)
	}
	typed("z")
	d.Undo()
	if !d.IsDirty() {
		t.Error("the saved state is gone, so every state is dirty")
	}
}

func TestAFailedEditLeavesNothing(t *testing.T) {
	d := parse(t, sample)
	err := d.Edit("fail", func(tx *Tx) error {
		tx.Remove(d.Root().Child("urn:a", "three"))
		tx.SetTag(d.Root().Child("urn:a", "one"), "a", "uno")
		return os.ErrInvalid
	})
	if err != os.ErrInvalid || d.String() != sample || d.IsDirty() {
		t.Errorf("err %v dirty %v\n%s", err, d.IsDirty(), d.String())
	}
}

// TestCorpusComesBackByteForByte writes every interchange file through the
// writer, not through the shortcut for unchanged documents.
func TestCorpusComesBackByteForByte(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	more, _ := filepath.Glob("../../../shared/interchange/own/*.bpmn")
	files = append(files, more...)
	if len(files) == 0 {
		t.Skip("the interchange files are not here")
	}
	read := 0
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(filepath.Base(f), raw)
		if err != nil {
			t.Logf("%v", err)
			continue
		}
		read++
		if got := string(d.enc.encode(d.String())); got != string(raw) {
			t.Errorf("%s differs", f)
		}
	}
	if read < len(files)-4 {
		t.Errorf("only %d of %d files could be read", read, len(files))
	}
}
