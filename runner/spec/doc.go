// Package spec compiles BPMN processes into the task specs that SpiffWorkflow's parser makes of them.
//
// The tasks are the engine's, not the diagram's: every process begins with Start and ends with an EndJoin and End;
// an activity with boundary events stands between a BoundaryEventSplit and a BoundaryEventJoin; a looped activity is a
// wrapper with an inner task named "id [child]"; several start events hang below a StartEventSplit. Outputs are in the
// order in which the engine takes them: by the y of the target's shape.
//
// A [Spec] is immutable and may serve any number of runs at the same time. What the engine refuses to load is refused
// here, as a list of problems that name element and line. Like the engine, only what can be reached from a start event is
// read, and neither scripts nor expressions are parsed before they are needed.
package spec
