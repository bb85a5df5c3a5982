// Package runner runs compiled processes exactly as SpiffWorkflow does.
//
// An [Instance] is one run: a tree of tasks in the engine's nine states, the data of tasks and processes, the events that
// tasks wait for, a virtual clock and a seeded source of random numbers. It is a pure function of its spec, its options and
// what comes from outside: completed tasks, messages, signals, the clock, answers of services. An instance is
// single-threaded; a [Session] owns one in a goroutine of its own and shows it to a window.
//
// # How it maps to the engine
//
// The files are named after what they do in the engine; comments name its modules. A hook of a task class is a field of
// a [behavior], and behaviors stand in one table keyed by the kind of task. Errors of the engine are Go errors of the type
// *[Failure]. Where the engine searches its tree, this package keeps lists: each workflow knows its waiting and its ready
// tasks in tree order, how many tasks are in each state, and the instances of each join.
//
// # History
//
// With history on, everything that changes saves its old content the first time it is written in a step. A step
// exchanges saved and present content, so going back and forward costs what the step changed.
package runner
