// Package python evaluates the Python of process models in pure Go.
//
// A SpiffWorkflow model carries its logic as Python 3.11: scripts, conditions, timers, message payloads, service task
// parameters, decision-table cells. This package reads such a text ([ParseExpr], [ParseScript]), runs it ([Env.Eval],
// [Env.Exec]) and holds the values it works on. Results, error classes and error texts are CPython's; what the package
// cannot read is a syntax error with a line, never a wrong answer.
//
// # Values
//
// A [Value] is one of None, [Bool], [Int] or [BigInt], [Float], [Str], [Bytes], [*List], [*Tuple], [*Dict], [*Set],
// the date and time values, [*Decimal], [UUID], functions, modules, types and instances of classes a script defines.
// Lists, dictionaries and sets have identity (two names may share one list, as in Python) apart from their storage: a
// shallow copy shares storage until one side writes, and appending to a list extends storage that earlier copies share.
//
// # History
//
// A [Heap] is the journal of one process instance. Containers reachable from a registered one save their old content
// before the first change in each step; a [Step] exchanges saved and present content, back and forth. Without a heap the
// cost is one comparison with nil for each change.
//
// # Sandbox
//
// A program reaches no file, no network, no process and no Go value that was not registered with [NewFunction]. Time
// comes from a [Clock], random numbers from a [Random], both of the run. [Limits] bound steps, memory, call depth, the
// size of integers and the time; work is charged before it is done. Exceeding one is a [*LimitError], which no
// except or finally clause of the program sees.
//
// # Inside
//
// The folder syntax holds tokens, parser and syntax tree. This package resolves names to slots and compiles the tree to
// closures over a frame (compile_*.go). Python exceptions travel inside the package as panics with a *Exception and are
// recovered by try statements and at the exported functions only; nothing else is panicked on purpose but *LimitError.
// Types and their methods are tables (type_*.go), and so are modules (mod_*.go): a builtin is a row.
package python
