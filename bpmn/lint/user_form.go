package lint

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

func userForm(r *run, e bpmn.Element) {
	if !runs(e) {
		return
	}
	schema := spiff.PropertyOf(e, "formJsonSchemaFilename")
	if schema == "" {
		r.info(e, "%s has no form; people can only enter data as JSON", title(e))
		return
	}
	if r.Catalog == nil {
		return
	}
	for _, name := range []string{schema, spiff.PropertyOf(e, "formUiSchemaFilename")} {
		if name != "" && !r.Catalog.HasFile(name) {
			r.warn(e, "%s names the form file %q, which is not beside the model", title(e), name)
		}
	}
}
