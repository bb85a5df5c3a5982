package lint

import "spiffmodeler/bpmn"

func executable(r *run, e bpmn.Element) {
	list := r.doc.Processes()
	if len(list) == 0 {
		return
	}
	for _, p := range list {
		if runs(p) {
			return
		}
	}
	r.info(e, "no process of the file is executable, so SpiffWorkflow runs none; set isExecutable where one is meant to run")
}
