package syntax

import "fmt"

// Error says why a text is not Python.
type Error struct {
	Class        string // SyntaxError or IndentationError
	Message      string
	Line, Column int // from 1; the column counts code points
	Offset       int // bytes before the place
	Text         string
	generic      bool // nothing but "invalid syntax" is known
	indent       bool // an unexpected indent, which comes before errors of tokens
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s: %s (line %d)", e.Class, e.Message, e.Line)
}

// Pos is a place in a text.
type Pos struct {
	Line, Col int32 // from 1; the column counts code points
	Off       int32 // bytes before the place
}

func failAt(p Pos, format string, a ...any) {
	panic(&Error{Class: "SyntaxError", Message: fmt.Sprintf(format, a...), Line: int(p.Line), Column: int(p.Col), Offset: int(p.Off)})
}

func failIndent(p Pos, format string, a ...any) {
	panic(&Error{Class: "IndentationError", Message: fmt.Sprintf(format, a...), Line: int(p.Line), Column: int(p.Col), Offset: int(p.Off)})
}

// catch runs f and returns the error it failed with.
func catch(src string, f func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(*Error)
			if !ok {
				panic(p)
			}
			e.Text = lineOf(src, e.Line)
			err = e
		}
	}()
	f()
	return nil
}

// lineOf returns a line of a text without its end.
func lineOf(src string, line int) string {
	for i := 1; ; i++ {
		end := len(src)
		next := end
		for j := 0; j < len(src); j++ {
			if src[j] == '\n' || src[j] == '\r' {
				end, next = j, j+1
				if src[j] == '\r' && next < len(src) && src[next] == '\n' {
					next++
				}
				break
			}
		}
		if i == line {
			return src[:end]
		}
		if end == len(src) {
			return ""
		}
		src = src[next:]
	}
}

// LineOf returns a line of a text, counted from 1, without its end.
func LineOf(src string, line int) string { return lineOf(src, line) }
