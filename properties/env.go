package properties

import "spiffmodeler/bpmn"

// Env is what the panel knows beside the document. The zero value works: it
// checks nothing and offers what the document itself holds.
type Env struct {
	Checker Checker
	Catalog Catalog
	// SetName changes what an element of the diagram is called, with what follows from it, such as the size of its label;
	// nil writes the name alone.
	SetName func(tx *bpmn.Tx, e bpmn.Element, name string) error

	remembered map[operatorOf]map[string]string // parameter values of operators that were left
}

// Language is what a text is written in.
type Language uint8

// The languages.
const (
	Plain Language = iota
	PythonExpression
	PythonScript
	JSONText
	Template
)

// Checker reads texts of models and says what is wrong with them.
type Checker interface {
	Check(src string, lang Language) []Problem
}

// CheckerFunc is a function that is a Checker.
type CheckerFunc func(src string, lang Language) []Problem

// Check calls the function.
func (f CheckerFunc) Check(src string, lang Language) []Problem { return f(src, lang) }

// Problem is a finding about one value. With a Fault a value isn't written, as
// far as its editor doesn't keep faults; with less it is.
type Problem struct {
	Severity     bpmn.Severity
	Line, Column int // 1-based, the column counts characters; 0 when unknown
	Message      string
	Fix          *Fix // nil when none is known
}

// Fix is a better value.
type Fix struct {
	Label string // a verb, such as "Quote it"
	Value string
}

func fault(message string) []Problem { return []Problem{{Severity: bpmn.Fault, Message: message}} }
func warning(message string) []Problem {
	return []Problem{{Severity: bpmn.Warning, Message: message}}
}

// HasFault reports whether one of the problems is a fault.
func HasFault(list []Problem) bool {
	for _, p := range list {
		if p.Severity == bpmn.Fault {
			return true
		}
	}
	return false
}

// Catalog knows what lies in other files and on servers. Lists may be empty.
type Catalog interface {
	Processes() []Option // values are process ids
	Decisions() []Option // values are decision ids
	Forms() []Option     // values are names of JSON schema files
	MetadataKeys() []Option
	Operators() []Operator
	DataStores() []DataStore
}

// Operator is a command of a connector that service tasks can call.
type Operator struct {
	ID          string
	Description string
	Parameters  []OperatorParameter
}

// OperatorParameter is an argument of an operator.
type OperatorParameter struct {
	ID, Type    string
	Required    bool
	Description string
}

// DataStore is a data store that data store references can name.
type DataStore struct {
	ID       string
	Name     string
	Type     string // value of the reference's type attribute, such as "kkv"
	Class    string // the class that the engine looks up, such as "KKVDataStore"
	Location string
}

// noCatalog knows nothing.
type noCatalog struct{}

func (noCatalog) Processes() []Option     { return nil }
func (noCatalog) Decisions() []Option     { return nil }
func (noCatalog) Forms() []Option         { return nil }
func (noCatalog) MetadataKeys() []Option  { return nil }
func (noCatalog) Operators() []Operator   { return nil }
func (noCatalog) DataStores() []DataStore { return nil }

func (env *Env) catalog() Catalog {
	if env.Catalog == nil {
		return noCatalog{}
	}
	return env.Catalog
}

// problems asks the checker.
func (env *Env) problems(src string, lang Language) []Problem {
	switch {
	case lang == JSONText:
		return checkJSON(src)
	case lang == Plain || env.Checker == nil:
		return nil
	}
	return env.Checker.Check(src, lang)
}
