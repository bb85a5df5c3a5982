package xmltree

import (
	"strings"

	"github.com/beevik/etree"
)

// Bytes returns the document as a file. A document without changes comes back
// byte for byte.
func (d *Document) Bytes() []byte {
	if d.history.pristine() && d.tx == nil {
		return d.enc.encode(d.src) // decode took only what this gives back
	}
	return d.enc.encode(d.String())
}

// String returns the document's text as UTF-8, without byte order mark.
func (d *Document) String() string {
	w := writer{d: d}
	w.out.Grow(len(d.src) + len(d.src)/8)
	for _, k := range d.top.kids {
		w.kid(k)
	}
	w.flush()
	return w.out.String()
}

// Fragment returns the text of one element as it stands in the document.
func (n *Node) Fragment() string {
	w := writer{d: n.doc}
	w.node(n)
	w.flush()
	return w.out.String()
}

// writer copies runs of untouched source and prints what is new.
type writer struct {
	d        *Document
	out      strings.Builder
	from, to uint32 // the run of source that is still to be copied
}

func (w *writer) source(from, to uint32) {
	if from != w.to {
		w.flush()
		w.from = from
	}
	w.to = to
}

func (w *writer) flush() {
	w.out.WriteString(w.d.src[w.from:w.to])
	w.from, w.to = 0, 0
}

func (w *writer) print(s string) {
	w.flush()
	w.out.WriteString(s)
}

func (w *writer) kid(k kid) {
	switch {
	case k.node != nil:
		w.node(k.node)
	case k.to > k.from:
		w.source(k.from, k.to)
	default:
		w.token(k.tok)
	}
}

func (w *writer) node(n *Node) {
	if !n.fromSource {
		w.newNode(n)
		return
	}
	// An element that lost its content gets the short form; one that never had
	// any keeps the form that it has.
	short := len(n.kids) == 0 && (n.selfClosed || n.body != n.tail)
	switch {
	case n.tagEdited:
		w.startTag(n, short)
	case short == n.selfClosed:
		w.source(n.tag, n.body)
	default:
		w.print(w.closing(w.d.src[n.tag:n.body], short))
	}
	for _, k := range n.kids {
		w.kid(k)
	}
	switch {
	case short:
	case !n.selfClosed && sameName(strings.TrimRight(w.d.src[n.tail+2:n.end-1], " \t\r\n"), n.El):
		w.source(n.tail, n.end)
	default:
		w.print("</" + n.El.FullTag() + ">")
	}
}

// closing gives a start tag, or its end, the form for an element with content
// (">") or without ("/>").
func (w *writer) closing(tag string, short bool) string {
	if short {
		return strings.TrimSuffix(tag, ">") + w.d.slash
	}
	return strings.TrimRight(strings.TrimSuffix(tag, "/>"), " \t\r\n") + ">"
}

// startTag prints an edited start tag. Attributes that did not change keep
// their spelling, their place and the space before them.
func (w *writer) startTag(n *Node, short bool) {
	old := w.d.src[n.tag:n.body]
	i := 1
	for i < len(old) && !strings.ContainsRune(" \t\r\n/>", rune(old[i])) {
		i++
	}
	w.print("<" + n.El.FullTag())
	seen := make(map[string]bool, len(n.El.Attr))
	for {
		gap := i
		for i < len(old) && strings.IndexByte(" \t\r\n", old[i]) >= 0 {
			i++
		}
		if i >= len(old) || old[i] == '>' || old[i] == '/' {
			for j := range n.El.Attr {
				if a := &n.El.Attr[j]; !seen[a.FullKey()] {
					w.print(" " + a.FullKey() + `="` + w.attrValue(a.Value, '"') + `"`)
				}
			}
			if short == n.selfClosed {
				w.print(old[gap:])
			} else {
				w.print(w.closing(old[gap:], short))
			}
			return
		}
		start := i
		for i < len(old) && strings.IndexByte(" \t\r\n=", old[i]) < 0 {
			i++
		}
		key := old[start:i]
		for old[i] != '"' && old[i] != '\'' {
			i++
		}
		quote := old[i]
		open := i
		i += 1 + strings.IndexByte(old[i+1:], quote) + 1
		seen[key] = true
		a := findAttr(n.El, key)
		if a == nil {
			continue
		}
		s := scanner{d: w.d}
		if was, err := s.decodeText(0, old[open+1:i-1], true); err == nil && was == a.Value {
			w.print(old[gap:i])
		} else {
			w.print(old[gap:open+1] + w.attrValue(a.Value, quote) + string(quote))
		}
	}
}

func findAttr(el *etree.Element, full string) *etree.Attr {
	for i := range el.Attr {
		if el.Attr[i].FullKey() == full {
			return &el.Attr[i]
		}
	}
	return nil
}

func (w *writer) newNode(n *Node) {
	w.print("<" + n.El.FullTag())
	for i := range n.El.Attr {
		a := &n.El.Attr[i]
		w.out.WriteString(" " + a.FullKey() + `="` + w.attrValue(a.Value, '"') + `"`)
	}
	if len(n.kids) == 0 {
		w.out.WriteString(w.d.slash)
		return
	}
	w.out.WriteString(">")
	for _, k := range n.kids {
		w.kid(k)
	}
	w.print("</" + n.El.FullTag() + ">")
}

func (w *writer) token(t etree.Token) {
	switch t := t.(type) {
	case *etree.CharData:
		if t.IsCData() {
			w.print("<![CDATA[" + w.eol(t.Data) + "]]>")
		} else {
			w.print(w.eol(textEscaper.Replace(t.Data)))
		}
	case *etree.Comment:
		w.print("<!--" + t.Data + "-->")
	case *etree.ProcInst:
		w.print("<?" + t.Target + " " + t.Inst + "?>")
	}
}

// eol spells line ends as the file does.
func (w *writer) eol(s string) string {
	if w.d.eol == "\n" {
		return s
	}
	return strings.ReplaceAll(s, "\n", w.d.eol)
}

// The spelling of escapes is that of bpmn-js, so that a file which goes from
// one tool to the other does not change.
var (
	textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	attrEscaper = strings.NewReplacer("&", "&#38;", "<", "&#60;", ">", "&#62;", `"`, "&#34;", "'", "&#39;",
		"\n", "&#10;", "\r", "&#13;", "\t", "&#9;")
)

func (w *writer) attrValue(v string, quote byte) string { return attrEscaper.Replace(v) }
