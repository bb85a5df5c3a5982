package syntax

import "math/big"

// Node is a part of the syntax tree.
type Node interface{ Start() Pos }

// At is the place a node begins; every node has one.
type At struct{ Pos Pos }

// Start implements Node.
func (a At) Start() Pos { return a.Pos }

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

// Context says what a name, attribute or subscript stands for.
type Context uint8

// The contexts.
const (
	Load Context = iota
	Store
	Del
)

// Expressions.
type (
	// Name is a variable.
	Name struct {
		At
		ID  string
		Ctx Context
		// Raw is the length of the name in the source, which differs from len(ID) after normalisation.
		Raw int
	}
	// Constant is a literal: nil, bool, *big.Int, int64, float64, string, Bytes or Ellipsis.
	Constant struct {
		At
		Value any
	}
	// FString is a formatted string; Parts are string and *FormattedValue.
	FString struct {
		At
		Parts []any
	}
	// Unary is -x, +x, ~x or not x.
	Unary struct {
		At
		Op string
		X  Expr
	}
	// Binary is an arithmetic operation.
	Binary struct {
		At
		Op   string
		L, R Expr
	}
	// Bool is a chain of and or of or.
	Bool struct {
		At
		And bool
		Xs  []Expr
	}
	// Compare is a chain of comparisons.
	Compare struct {
		At
		L   Expr
		Ops []string
		Rs  []Expr
	}
	// Call is a call.
	Call struct {
		At
		Fn   Expr
		Args []Expr // Starred among them
		Keys []Keyarg
		End  Pos // the closing parenthesis
	}
	// Attribute is X.Name.
	Attribute struct {
		At
		X     Expr
		Name  string
		NameP Pos // where the name stands
		Ctx   Context
	}
	// Subscript is X[Index].
	Subscript struct {
		At
		X, Index Expr
		Ctx      Context
	}
	// Slice is lo:hi:step inside a subscript.
	Slice struct {
		At
		Lo, Hi, Step Expr // nil where absent
	}
	// Starred is *X.
	Starred struct {
		At
		X Expr
	}
	// List is a list display or target.
	List struct {
		At
		Xs []Expr
	}
	// Tuple is a tuple display or target.
	Tuple struct {
		At
		Xs []Expr
	}
	// Set is a set display.
	Set struct {
		At
		Xs []Expr
	}
	// Dict is a dictionary display; a nil key stands for **value.
	Dict struct {
		At
		Keys, Values []Expr
	}
	// Lambda is a function in an expression.
	Lambda struct {
		At
		Params *Params
		Body   Expr
	}
	// IfExp is a conditional expression.
	IfExp struct {
		At
		Cond, Then, Else Expr
	}
	// Comp is a comprehension or generator expression.
	Comp struct {
		At
		Kind  CompKind
		Elem  Expr
		Value Expr // of a dict comprehension
		Fors  []CompFor
	}
	// Walrus is Name := Value.
	Walrus struct {
		At
		Target *Name
		Value  Expr
	}
	// Yield is yield X; From makes it yield from X.
	Yield struct {
		At
		X    Expr
		From bool
	}
)

// Bytes is the value of a bytes literal, Ellipsis that of "...".
type (
	Bytes    string
	Ellipsis struct{}
)

// BigInt is the value of an int literal beyond 64 bits.
type BigInt = big.Int

// FormattedValue is a {...} part of an f-string.
type FormattedValue struct {
	X     Expr
	Debug string   // the text before "=", with it
	Conv  byte     // 'r', 's', 'a' or 0
	Spec  *FString // nil when absent
}

// Keyarg is a keyword argument; an empty Name stands for **X.
type Keyarg struct {
	Name string
	X    Expr
	Pos  Pos
}

// CompKind is the kind of a comprehension.
type CompKind uint8

// The kinds of comprehensions.
const (
	ListComp CompKind = iota
	SetComp
	DictComp
	GeneratorExp
)

// CompFor is a for clause with the if clauses that follow it.
type CompFor struct {
	Target, Iter Expr
	Ifs          []Expr
}

// Params are the parameters of a function.
type Params struct {
	Names    []Param // positional ones
	PosOnly  int     // how many of them cannot be given by name
	VarArgs  *Param
	KeyOnly  []Param
	KeyWords *Param
}

// Param is one parameter.
type Param struct {
	Name       string
	Pos        Pos
	Default    Expr // nil: none
	Annotation Expr // nil: none
}

// Statements.
type (
	// ExprStmt is an expression as a statement.
	ExprStmt struct {
		At
		X Expr
	}
	// Assign is a = b = value.
	Assign struct {
		At
		Targets []Expr
		Value   Expr
	}
	// AugAssign is a += value.
	AugAssign struct {
		At
		Target Expr
		Op     string // without "="
		Value  Expr
	}
	// AnnAssign is a: type = value; Value may be nil.
	AnnAssign struct {
		At
		Target, Annotation, Value Expr
		Simple                    bool // the target is a name without parentheses
	}
	// Delete is del a, b.
	Delete struct {
		At
		Targets []Expr
	}
	// Simple is pass, break or continue.
	Simple struct {
		At
		Word string
	}
	// Return is return X; X may be nil.
	Return struct {
		At
		X Expr
	}
	// Raise is raise X from Cause; both may be nil.
	Raise struct {
		At
		X, Cause Expr
	}
	// Scope is a global or nonlocal statement.
	Scope struct {
		At
		Global bool
		Names  []string
		NamePs []Pos
	}
	// Assert is assert Cond, Msg.
	Assert struct {
		At
		Cond, Msg Expr
	}
	// Import is import a.b as c.
	Import struct {
		At
		Names []Alias
	}
	// ImportFrom is from a import b as c; Star is from a import *.
	ImportFrom struct {
		At
		Module string
		Level  int
		Names  []Alias
		Star   bool
	}
	// If is an if statement; elif is an If in Else.
	If struct {
		At
		Cond       Expr
		Body, Else []Stmt
	}
	// While is a while statement.
	While struct {
		At
		Cond       Expr
		Body, Else []Stmt
	}
	// For is a for statement.
	For struct {
		At
		Target, Iter Expr
		Body, Else   []Stmt
	}
	// Try is a try statement.
	Try struct {
		At
		Body     []Stmt
		Handlers []Handler
		Else     []Stmt
		Finally  []Stmt
	}
	// With is a with statement.
	With struct {
		At
		Items []WithItem
		Body  []Stmt
	}
	// FunctionDef is a def statement.
	FunctionDef struct {
		At
		Name       string
		NameP      Pos
		Params     *Params
		Returns    Expr
		Body       []Stmt
		Decorators []Expr
	}
	// ClassDef is a class statement.
	ClassDef struct {
		At
		Name       string
		NameP      Pos
		Bases      []Expr
		Keys       []Keyarg
		Body       []Stmt
		Decorators []Expr
	}
	// Match is a match statement.
	Match struct {
		At
		Subject Expr
		Cases   []Case
	}
)

// Alias is a name of an import statement.
type Alias struct {
	Name, As string
	Pos      Pos
	AsPos    Pos
}

// Handler is an except clause; Type may be nil, Name empty.
type Handler struct {
	Pos   Pos
	Type  Expr
	Name  string
	NameP Pos
	Body  []Stmt
}

// WithItem is one item of a with statement; Target may be nil.
type WithItem struct {
	X, Target Expr
}

// Case is one case of a match statement; Guard may be nil.
type Case struct {
	Pos     Pos
	Pattern Pattern
	Guard   Expr
	Body    []Stmt
}

// Pattern is a pattern of a case.
type Pattern interface {
	Node
	pattern()
}

// Patterns.
type (
	// ValuePattern compares with a literal or dotted name; Is compares identity (None, True, False).
	ValuePattern struct {
		At
		X  Expr
		Is bool
	}
	// CapturePattern binds a name; an empty name is the wildcard. Inner may be nil.
	CapturePattern struct {
		At
		Name  string
		NameP Pos
		Inner Pattern
	}
	// OrPattern matches one of several.
	OrPattern struct {
		At
		Alts []Pattern
	}
	// SequencePattern matches items; a StarPattern among them takes the rest.
	SequencePattern struct {
		At
		Items []Pattern
	}
	// StarPattern is *name; an empty name is *_.
	StarPattern struct {
		At
		Name  string
		NameP Pos
	}
	// MappingPattern matches keys; Rest, if any, takes the others.
	MappingPattern struct {
		At
		Keys   []Expr
		Values []Pattern
		Rest   string
		RestP  Pos
	}
	// ClassPattern matches an instance.
	ClassPattern struct {
		At
		Class Expr
		Args  []Pattern
		Names []string
		Attrs []Pattern
	}
)

func (*Name) expr()      {}
func (*Constant) expr()  {}
func (*FString) expr()   {}
func (*Unary) expr()     {}
func (*Binary) expr()    {}
func (*Bool) expr()      {}
func (*Compare) expr()   {}
func (*Call) expr()      {}
func (*Attribute) expr() {}
func (*Subscript) expr() {}
func (*Slice) expr()     {}
func (*Starred) expr()   {}
func (*List) expr()      {}
func (*Tuple) expr()     {}
func (*Set) expr()       {}
func (*Dict) expr()      {}
func (*Lambda) expr()    {}
func (*IfExp) expr()     {}
func (*Comp) expr()      {}
func (*Walrus) expr()    {}
func (*Yield) expr()     {}

func (*ExprStmt) stmt()    {}
func (*Assign) stmt()      {}
func (*AugAssign) stmt()   {}
func (*AnnAssign) stmt()   {}
func (*Delete) stmt()      {}
func (*Simple) stmt()      {}
func (*Return) stmt()      {}
func (*Raise) stmt()       {}
func (*Scope) stmt()       {}
func (*Assert) stmt()      {}
func (*Import) stmt()      {}
func (*ImportFrom) stmt()  {}
func (*If) stmt()          {}
func (*While) stmt()       {}
func (*For) stmt()         {}
func (*Try) stmt()         {}
func (*With) stmt()        {}
func (*FunctionDef) stmt() {}
func (*ClassDef) stmt()    {}
func (*Match) stmt()       {}

func (*ValuePattern) pattern()    {}
func (*CapturePattern) pattern()  {}
func (*OrPattern) pattern()       {}
func (*SequencePattern) pattern() {}
func (*StarPattern) pattern()     {}
func (*MappingPattern) pattern()  {}
func (*ClassPattern) pattern()    {}
