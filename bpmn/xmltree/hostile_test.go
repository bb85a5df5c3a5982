package xmltree

import (
	"fmt"
	"strings"
	"testing"
)

// Reading takes time in proportion to the text, whatever it holds. With work
// that grows with the square these cases would take minutes.
func TestHostileTextsAreReadInLinearTime(t *testing.T) {
	const n = 200_000
	many := func(format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ text, refused string }{
		"attributes":             {text: "<a" + many(" a%d='1'") + "/>"},
		"an attribute twice":     {text: "<a" + many(" a%d='1'") + " a7='2'/>", refused: "a7 stands twice"},
		"namespaces":             {text: "<a" + many(" xmlns:p%d='u'") + ">" + many("<p%d:b/>") + "</a>"},
		"undeclared prefixes":    {text: "<a>" + many("<p%d:b/>") + "</a>"},
		"text in pieces":         {text: "<a>" + many("<![CDATA[%d]]>") + "</a>"},
		"references":             {text: "<a>" + many("&#%d;&lt;")[len("&#0;&lt;")*32:] + "</a>", refused: "XML"},
		"children":               {text: "<a>" + many("<b id='%d'/>") + "</a>"},
		"start tags without end": {text: strings.Repeat("<a>", n), refused: "deeper than"},
		"an open attribute":      {text: "<a b='" + strings.Repeat("x", 10*n), refused: "cut off"},
		"an open comment":        {text: "<a>" + strings.Repeat("<!-- ", n), refused: "cut off"},
		"an open declaration":    {text: "<!DOCTYPE a [" + strings.Repeat("[", n), refused: "not closed"},
		"one long name":          {text: "<" + strings.Repeat("a", 10*n) + "/>"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Parse("big.xml", []byte(c.text))
			switch {
			case c.refused != "":
				if err == nil || !strings.Contains(err.Error(), c.refused) {
					t.Errorf("refused with %.200v, want something with %q", err, c.refused)
				}
			case err != nil:
				t.Errorf("%.200v", err)
			default:
				if d.String() != c.text {
					t.Error("the text does not come back")
				}
				lines := 0
				for i := range d.Len() {
					lines += d.ByNumber(i).Line()
				}
				if lines != d.Len() {
					t.Error("everything stands on line 1")
				}
				d.Root().Text()
			}
		})
	}
}

func TestMessagesNameThePlace(t *testing.T) {
	for text, want := range map[string]string{
		"<a>\n  <b>\n</a>":            "m.xml:3:1: the end tag </a> closes <b>, which starts on line 2",
		"<a>\r\n  <b c='1' c='2'/>":   "m.xml:2:12: the attribute c stands twice in <b>",
		"<a>\n<b":                     "m.xml:2:1: the file ends inside the tag <b>: it was cut off",
		"<a>\n\n<b x='":               "m.xml:3:4: the value of the attribute x is not closed: the file was cut off",
		"\n\nhello":                   "m.xml:3:1: this is not XML: the text begins with \"hello\"",
		"<a/>\n<b/>":                  "m.xml:2:1: a second root element",
		"<a>&nbsp;</a>":               "m.xml:1:4: the entity &nbsp; is not defined; only the five of XML are supported",
		"<ä ö='ü' b='<'/>":            "m.xml:1:13: a bare < in the attribute b of <ä>; write &lt;",
		"<?xml version='1.0'?>\n<a> ": "m.xml:2:5: the file ends inside <a>, which starts on line 2: it was cut off",
	} {
		if _, err := Parse("m.xml", []byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func TestUndeclaredPrefixesAreWarnedOfOnce(t *testing.T) {
	d := parse(t, "<a>\n<p:b/>\n<p:c q:x='1'/></a>")
	got := fmt.Sprint(d.Warnings())
	want := `[{2 the prefix "p" in <p:b> is not declared by any xmlns} {3 the prefix "q" in <p:c> is not declared by any xmlns}]`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
