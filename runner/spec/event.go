package spec

// EventKind is the engine's class of an event definition.
type EventKind uint8

// The event definitions that the engine has.
const (
	NoneEvent EventKind = iota
	MessageEvent
	SignalEvent
	ErrorEvent
	EscalationEvent
	CancelEvent
	TerminateEvent
	ConditionalEvent
	TimeDateEvent
	TimeDurationEvent
	TimeCycleEvent
	MultipleEvent
)

var eventNames = [...]string{
	NoneEvent: "NoneEventDefinition", MessageEvent: "MessageEventDefinition", SignalEvent: "SignalEventDefinition",
	ErrorEvent: "ErrorEventDefinition", EscalationEvent: "EscalationEventDefinition",
	CancelEvent: "CancelEventDefinition", TerminateEvent: "TerminateEventDefinition",
	ConditionalEvent: "ConditionalEventDefinition", TimeDateEvent: "TimeDateEventDefinition",
	TimeDurationEvent: "DurationTimerEventDefinition", TimeCycleEvent: "CycleTimerEventDefinition",
	MultipleEvent: "MultipleEventDefinition",
}

// String returns the name of the engine's class.
func (k EventKind) String() string { return eventNames[k] }

// IsTimer reports whether the definition is about time.
func (k EventKind) IsTimer() bool {
	return k == TimeDateEvent || k == TimeDurationEvent || k == TimeCycleEvent
}

// Event is an event definition.
type Event struct {
	Kind EventKind
	Name Text
	Code Text // of errors and escalations
	// Payload is evaluated when the event is thrown; nil: none.
	Payload *Code
	// Variable receives the payload when the event is caught.
	Variable Text
	// Expression is the time or condition; nil when the element is empty, which fails at run time.
	Expression *Code
	// Correlations are evaluated on the payload of a message, ProcessCorrelations on the data of the task that waits.
	Correlations, ProcessCorrelations []CorrelationProperty
	// Members are the definitions of a multiple event. Parallel: all of them must happen.
	Members  []*Event
	Parallel bool
}

// CorrelationProperty is one value that tells conversations apart.
type CorrelationProperty struct {
	Name       string
	Expression *Code
	Keys       []string // the correlation keys that the property belongs to
}

// Equal reports whether a definition that waits matches one that was thrown. It is not symmetric: an error or escalation
// without code matches all codes, a multiple event each of its members.
//
// SpiffWorkflow: __eq__ in bpmn/specs/event_definitions.
func (e *Event) Equal(thrown *Event) bool {
	if e.Kind == MultipleEvent {
		for _, m := range e.Members {
			if m.Equal(thrown) {
				return true
			}
		}
		return false
	}
	if thrown.Kind == MultipleEvent && e.Kind != MultipleEvent {
		return false
	}
	if e.Kind != thrown.Kind {
		return false
	}
	switch e.Kind {
	case MessageEvent, SignalEvent, TimeDateEvent, TimeDurationEvent, TimeCycleEvent:
		return e.Name == thrown.Name
	case ErrorEvent, EscalationEvent:
		return !e.Code.Set || e.Code == thrown.Code
	}
	return true
}
