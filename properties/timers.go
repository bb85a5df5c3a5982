package properties

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

var timer = Group{Label: "Timer", Open: true, Shown: hasDefinition(bpmn.TimerDefinition), Fields: []Field{
	{Label: "Type", Editor: Select, Slot: spiff.In(definitionOf(bpmn.TimerDefinition), timerType), Help: "Choose one",
		Options: func(*Env, bpmn.Element) []Option {
			return []Option{{Value: "timeDuration", Label: "Duration"}, {Value: "timeDate", Label: "Date"}, {Value: "timeCycle", Label: "Cycle"}}
		},
		Check: required("The engine refuses a timer without a type.")},
	{Label: "Value", Editor: Expression, Slot: spiff.In(definitionOf(bpmn.TimerDefinition), timerValue),
		Help: `Python, such as "PT30M"`, Check: checkTimer},
}}

// timerTags are the places of a timer's value in the order in which the engine
// looks for them (SpiffWorkflow: bpmn/parser/event_parsers.py).
var timerTags = []string{"timeDate", "timeDuration", "timeCycle"}

func timerChild(def bpmn.Element) bpmn.Element {
	for _, tag := range timerTags {
		if c := def.Child(tag); !c.IsZero() {
			return c
		}
	}
	return bpmn.Element{}
}

// timerType is the name of the element that holds the value; changing it keeps
// the value.
var timerType = slot{
	get: func(def bpmn.Element) (string, bool) { c := timerChild(def); return c.Tag(), !c.IsZero() },
	set: func(tx *bpmn.Tx, def bpmn.Element, v string) error {
		if timerForms[v] == nil {
			return fmt.Errorf("a timer has no %q", v)
		}
		if c := timerChild(def); !c.IsZero() {
			tx.SetTag(c, v)
			return nil
		}
		spiff.MarkFormal(tx, tx.Add(def, v))
		return nil
	},
	clear: func(tx *bpmn.Tx, def bpmn.Element) error {
		tx.Remove(timerChild(def))
		return nil
	},
}

// timerValue is the value; without a type it is a duration.
var timerValue = slot{
	get: func(def bpmn.Element) (string, bool) { c := timerChild(def); return c.Text(), !c.IsZero() },
	set: func(tx *bpmn.Tx, def bpmn.Element, v string) error {
		c := timerChild(def)
		if c.IsZero() {
			return spiff.Formal("timeDuration").Set(tx, def, v)
		}
		tx.SetText(c, v)
		return nil
	},
	clear: func(tx *bpmn.Tx, def bpmn.Element) error {
		if c := timerChild(def); !c.IsZero() {
			tx.SetText(c, "")
		}
		return nil
	},
}

var (
	duration = `[Pp]?(?:\d[\d.,]*[YMWDymwd])*(?:[Tt](?:\d[\d.,]*[HMShms])+)?`
	date     = `\d{4}-?(?:\d{2}-?\d{2}|[Ww]\d{2}(?:-?\d)?)(?:[Tt ]?\d{2}(?::?\d{2})?(?::?\d{2}(?:[.,]\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?`

	timerForms = map[string]*regexp.Regexp{
		"timeDuration": regexp.MustCompile(`^` + duration + `$`),
		"timeDate":     regexp.MustCompile(`^` + date + `$`),
		"timeCycle":    regexp.MustCompile(`^[Rr]\d*(?:/|--)(?:` + date + `(?:/|--)` + duration + `|` + duration + `(?:(?:/|--)` + date + `)?)$`),
	}
	timerExamples = map[string]string{"timeDuration": `"PT30M"`, "timeDate": `"2030-01-31T09:00:00Z"`, "timeCycle": `"R3/PT10M"`}
	// looksTimed is an ISO text that can't be meant as Python, though Python may
	// read it: PT30M is a variable for it, and R3/PT10M a division.
	looksTimed = regexp.MustCompile(`^(?:[Rr]\d*(?:/|--).*|[Pp](?:\d|[Tt]\d).*|\d{4}-\d{2}-\d{2}.*)$`)
)

// checkTimer knows the classic mistake: a value without quotes. Of a literal it
// says when it isn't of the timer's type.
func checkTimer(_ *Env, e bpmn.Element, value string) []Problem {
	typ := timerChild(spiff.DefinitionOf(e, bpmn.TimerDefinition)).Tag()
	text := strings.TrimSpace(value)
	switch {
	case text == "":
		return warning("A timer needs a value.")
	case looksTimed.MatchString(text):
		return []Problem{{Severity: bpmn.Fault, Message: "The value is Python: a text stands in quotes.", Fix: &Fix{"Quote it", strconv.Quote(text)}}}
	}
	literal, ok := plainLiteral(text)
	if form := timerForms[typ]; ok && form != nil && (!form.MatchString(literal) || literal == "") {
		return warning("This doesn't read as a " + typeName(typ) + ". One looks like " + timerExamples[typ] + ".")
	}
	return nil
}

func typeName(tag string) string { return strings.ToLower(strings.TrimPrefix(tag, "time")) }

// plainLiteral returns the text of a Python string that is nothing but a pair
// of quotes around plain characters.
func plainLiteral(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return "", false
	}
	in := s[1 : len(s)-1]
	return in, !strings.ContainsAny(in, `"'\`)
}
