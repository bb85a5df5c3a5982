package modeling

import "spiffmodeler/bpmn"

// belongs says which kinds an attribute or child of the BPMN language is for.
// What isn't listed is for all, or unknown, and stays.
var belongs = map[string]func(k bpmn.Kind) bool{
	"default":                  func(k bpmn.Kind) bool { return k.Is(bpmn.ActivityClass) || conditionalGateway(k) },
	"gatewayDirection":         isClass(bpmn.GatewayClass),
	"eventGatewayType":         oneOf(bpmn.EventBasedGateway),
	"instantiate":              oneOf(bpmn.EventBasedGateway, bpmn.ReceiveTask),
	"activationCondition":      oneOf(bpmn.ComplexGateway),
	"attachedToRef":            oneOf(bpmn.BoundaryEvent),
	"cancelActivity":           oneOf(bpmn.BoundaryEvent),
	"isInterrupting":           oneOf(bpmn.StartEvent),
	"parallelMultiple":         oneOf(bpmn.StartEvent, bpmn.IntermediateCatchEvent, bpmn.BoundaryEvent),
	"isForCompensation":        isClass(bpmn.ActivityClass),
	"startQuantity":            isClass(bpmn.ActivityClass),
	"completionQuantity":       isClass(bpmn.ActivityClass),
	"scriptFormat":             oneOf(bpmn.ScriptTask),
	"script":                   oneOf(bpmn.ScriptTask),
	"calledElement":            oneOf(bpmn.CallActivity),
	"implementation":           oneOf(bpmn.ServiceTask, bpmn.SendTask, bpmn.ReceiveTask, bpmn.UserTask, bpmn.BusinessRuleTask),
	"messageRef":               oneOf(bpmn.SendTask, bpmn.ReceiveTask),
	"operationRef":             oneOf(bpmn.SendTask, bpmn.ReceiveTask, bpmn.ServiceTask),
	"rendering":                oneOf(bpmn.UserTask),
	"triggeredByEvent":         bpmn.Kind.IsSubProcess,
	"laneSet":                  bpmn.Kind.IsSubProcess,
	"method":                   oneOf(bpmn.Transaction),
	"ordering":                 oneOf(bpmn.AdHocSubProcess),
	"cancelRemainingInstances": oneOf(bpmn.AdHocSubProcess),
	"completionCondition":      oneOf(bpmn.AdHocSubProcess),
	standardLoopTag:            isClass(bpmn.ActivityClass),
	multiInstanceTag:           isClass(bpmn.ActivityClass),
}

// spiffBelongs is the same for extensions that mean nothing at other kinds.
var spiffBelongs = map[string]func(k bpmn.Kind) bool{
	"serviceTaskOperator": oneOf(bpmn.ServiceTask),
	"calledDecisionId":    oneOf(bpmn.BusinessRuleTask),
	"unitTests":           oneOf(bpmn.ScriptTask),
	"preScript":           isClass(bpmn.ActivityClass),
	"postScript":          isClass(bpmn.ActivityClass),
	"signalButtonLabel":   oneOf(bpmn.BoundaryEvent),
	"allowGuest":          oneOf(bpmn.UserTask, bpmn.ManualTask, bpmn.Task, bpmn.StartEvent),
	"guestConfirmation":   oneOf(bpmn.UserTask, bpmn.ManualTask, bpmn.Task),
}

func conditionalGateway(k bpmn.Kind) bool {
	return k == bpmn.ExclusiveGateway || k == bpmn.InclusiveGateway || k == bpmn.ComplexGateway
}

func isClass(c bpmn.Class) func(bpmn.Kind) bool {
	return func(k bpmn.Kind) bool { return k.Is(c) }
}

func oneOf(kinds ...bpmn.Kind) func(bpmn.Kind) bool {
	return func(k bpmn.Kind) bool {
		for _, x := range kinds {
			if x == k {
				return true
			}
		}
		return false
	}
}

// dropForeign removes what belongs to other kinds only.
func dropForeign(tx *bpmn.Tx, el bpmn.Element, v Variant) {
	for name, fits := range belongs {
		if fits(v.Kind) && !(v.EventSubProcess && (name == standardLoopTag || name == multiInstanceTag)) {
			continue
		}
		tx.RemoveAttr(el, name)
		for _, c := range el.ChildrenNamed(name) {
			tx.Remove(c)
		}
	}
	ext := el.Child("extensionElements")
	if ext.IsZero() {
		return
	}
	for name, fits := range spiffBelongs {
		if !fits(v.Kind) {
			for _, c := range ext.ChildrenNS(bpmn.NSSpiff, name) {
				tx.Remove(c)
			}
		}
	}
	if len(ext.Children()) == 0 {
		tx.Remove(ext)
	}
}
