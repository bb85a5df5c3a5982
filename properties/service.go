package properties

import (
	"strconv"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

var serviceGroup = Group{Label: "Service", Open: true, Shown: isKind(bpmn.ServiceTask), Fields: []Field{
	{Label: "Operator ID", Editor: Reference, Slot: spiff.OperatorAttr("id"), Help: "connector/Command",
		Options: operatorOptions, Write: writeOperator,
		Check: required("The engine refuses a service task without an operator.")},
	{Label: "Parameters", Editor: List, Rows: &Rows{
		Noun: "parameter", List: spiff.Parameters, Ordered: true,
		Empty: "No parameters yet.",
		New: func(tx *bpmn.Tx, e bpmn.Element) (bpmn.Element, error) {
			return spiff.Parameters.Add(tx, e, bpmn.Attribute{Name: "id", Value: freeName(e, "parameter")},
				bpmn.Attribute{Name: "type", Value: anyType})
		},
		Fields: []Field{
			{Label: "Name", Editor: Text, Slot: spiff.Attr("id"), Width: 0.6,
				Check: func(_ *Env, row bpmn.Element, v string) []Problem {
					if v == "" {
						return fault("A parameter needs a name.")
					}
					return checkUnique(row, "id", v)
				}},
			{Label: "Type", Editor: Reference, Slot: spiff.Attr("type"), Width: 0.4, Options: typeOptions, Help: anyType},
			{Label: "Value", Editor: Expression, Slot: parameterValue, Help: "Value in Python; empty leaves it out",
				Hint: func(env *Env, row bpmn.Element) string { return env.parameterOf(row).Description },
				Check: func(env *Env, row bpmn.Element, v string) []Problem {
					if v == "" && env.parameterOf(row).Required {
						return warning("The operator needs this.")
					}
					return nil
				}},
		},
	}},
	{Label: "Result variable", Editor: Text, Slot: spiff.OperatorAttr("resultVariable"), Check: checkVariable,
		Help: "Takes the response"},
}}

var retry = Group{Label: "Retry", Shown: isKind(bpmn.ServiceTask), Fields: []Field{
	{Label: "Retries", Editor: Text, Slot: spiff.RetryAttr("retries"), Check: checkCount,
		Help: "How often a failed call is repeated"},
	{Label: "Backoff base", Editor: Text, Slot: spiff.RetryAttr("backoff_base"), Check: checkCount,
		Help: "Wait baseⁿ seconds before retry n; 3"},
}}

// anyType is the type of parameters that don't say more.
const anyType = "any"

func typeOptions(*Env, bpmn.Element) []Option {
	var out []Option
	for _, t := range []string{"str", "int", "float", "bool", "dict", "list", anyType} {
		out = append(out, Option{Value: t})
	}
	return out
}

// parameterValue gives a parameter a type with its value: the engine refuses
// one with a value and no type.
var parameterValue = func() slot {
	value := spiff.Attr("value")
	return slot{value.Get, func(tx *bpmn.Tx, row bpmn.Element, v string) error {
		if !row.HasAttr("type") {
			tx.SetAttr(row, "type", anyType)
		}
		return value.Set(tx, row, v)
	}, value.Clear}
}()

func freeName(e bpmn.Element, stem string) string {
	used := map[string]bool{}
	for _, row := range spiff.Parameters.Rows(e) {
		used[row.ID()] = true
	}
	return firstFree(stem, func(s string) bool { return used[s] })
}

// firstFree returns stem, or stem2, stem3 ... that is not taken.
func firstFree(stem string, taken func(string) bool) string {
	name := stem
	for i := 2; taken(name); i++ {
		name = stem + strconv.Itoa(i)
	}
	return name
}

func operatorOptions(env *Env, _ bpmn.Element) []Option {
	var out []Option
	for _, o := range env.operators() {
		out = append(out, Option{Value: o.ID, Detail: o.Description})
	}
	return out
}

// operatorOf is an operator on a task: the values that its parameters had are
// remembered while the program runs, so that switching back restores them.
type operatorOf struct {
	task     bpmn.Element
	operator string
}

// writeOperator changes the operator. One that the catalog knows brings its own
// parameters; values that were typed for it before, or for parameters of the
// same name and type, are kept.
func writeOperator(env *Env, tx *bpmn.Tx, e bpmn.Element, value string) error {
	id := spiff.OperatorAttr("id")
	now, had := spiff.ServiceOperatorOf(e)
	if had {
		env.remember(e, now)
	}
	if value == "" {
		return id.Clear(tx, e)
	}
	if err := id.Set(tx, e, value); err != nil {
		return err
	}
	op, known := env.operator(value)
	if !known {
		return nil
	}
	values := map[string]string{}
	for _, p := range now.Parameters {
		for _, q := range op.Parameters {
			if p.HasValue && p.ID == q.ID && p.Type == q.Type {
				values[p.ID] = p.Value
			}
		}
	}
	for name, v := range env.remembered[operatorOf{e, value}] {
		values[name] = v
	}
	for _, row := range spiff.Parameters.Rows(e) {
		spiff.Parameters.Remove(tx, e, row)
	}
	for _, p := range op.Parameters {
		typ := p.Type
		if typ == "" {
			typ = anyType
		}
		row, err := spiff.Parameters.Add(tx, e, bpmn.Attribute{Name: "id", Value: p.ID}, bpmn.Attribute{Name: "type", Value: typ})
		if err != nil {
			return err
		}
		if v, ok := values[p.ID]; ok {
			tx.SetAttr(row, "value", v)
		}
	}
	return nil
}

func (env *Env) remember(task bpmn.Element, op spiff.ServiceOperator) {
	values := map[string]string{}
	for _, p := range op.Parameters {
		if p.HasValue {
			values[p.ID] = p.Value
		}
	}
	if len(values) == 0 {
		return
	}
	if env.remembered == nil {
		env.remembered = map[operatorOf]map[string]string{}
	}
	env.remembered[operatorOf{task, op.ID}] = values
}
