package properties_test

import (
	"testing"

	"spiffmodeler/bpmn"
)

func TestPastedControlCharactersDontSpoilTheFile(t *testing.T) {
	for _, s := range []string{"a\x01b", "a\x00b", "a\ufffeb", "a\xffb", "tab\there", "cr\r\nlf", "😀 ]]> &#1;"} {
		d := process(t, `    <bpmn:scriptTask id="T">
      <bpmn:script><![CDATA[old]]></bpmn:script>
    </bpmn:scriptTask>`)
		set(t, d, "T", "Script/Script", s)
		set(t, d, "T", "Name", s)
		again, err := bpmn.Parse("again", d.Bytes())
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		e := again.ByID("T")
		if was := d.ByID("T"); e.Name() != was.Name() || e.ChildText("script") != was.ChildText("script") {
			t.Errorf("%q is read back as %q and %q", s, e.Name(), e.ChildText("script"))
		}
	}
}
