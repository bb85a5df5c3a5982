package syntax

// Kind is the kind of a token.
type Kind uint8

// The kinds of tokens. Comment and Blank are only seen by Tokens.
const (
	End Kind = iota
	Newline
	Indent
	Dedent
	NameToken
	Keyword
	Number
	String
	Operator
	Comment
	Invalid
	Broken // where the text stops being Python; only the parser sees it
)

// token is what the parser works on.
type token struct {
	kind  Kind
	level int16  // open brackets behind it
	text  string // the source of the token
	pos   Pos
	end   Pos
}

// is reports whether the token is an operator or keyword with that text.
func (t *token) is(text string) bool {
	return t.text == text && (t.kind == Operator || t.kind == Keyword)
}

var keywords = map[string]bool{}

func init() {
	for _, k := range []string{"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
		"continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
		"lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"} {
		keywords[k] = true
	}
}

// IsKeyword reports whether a word is reserved and can therefore not be a name.
func IsKeyword(word string) bool { return keywords[word] }

// operators by length, longest first.
var operators = [4]map[string]bool{
	1: set("( ) [ ] { } : , ; + - * / | & < > = . % ~ ^ @"),
	2: set("== != >= <= << >> ** // += -= *= /= %= &= |= ^= @= -> :="),
	3: set("... **= //= >>= <<="),
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	word := ""
	for _, c := range words + " " {
		if c == ' ' {
			m[word] = true
			word = ""
		} else {
			word += string(c)
		}
	}
	return m
}
