package modeling

import "spiffmodeler/bpmn"

// RemoveUnusedData removes data objects and data stores with their last
// reference, category values with their last group, and the hidden property that an activity's data inputs lead to
// with the last of them.
func RemoveUnusedData(tx *bpmn.Tx, c *bpmn.Change) error {
	doc := tx.Document()
	for _, e := range c.Removed {
		switch e.Kind() {
		case bpmn.DataObjectReference:
			removeUnused(tx, doc.ByID(e.Attr("dataObjectRef")), bpmn.DataObject)
		case bpmn.DataStoreReference:
			removeUnused(tx, doc.ByID(e.Attr("dataStoreRef")), bpmn.DataStore)
		case bpmn.Group:
			if v := doc.ByID(e.Attr("categoryValueRef")); v.Kind() == bpmn.CategoryValue {
				removeCategoryValue(tx, v)
			}
		case bpmn.DataInputAssociation:
			p := doc.ByID(e.ChildText("targetRef"))
			if p.Attr("name") == placeholderName && len(doc.References(p.ID())) == 0 {
				tx.Remove(p)
			}
		}
	}
	return nil
}

func removeUnused(tx *bpmn.Tx, e bpmn.Element, k bpmn.Kind) {
	if e.Kind() == k && len(tx.Document().References(e.ID())) == 0 {
		tx.Remove(e)
	}
}
