// Command nativedialog opens one of the system's file dialogs and prints what
// was chosen. The modeler starts it for a dialog on Linux: the library brings
// GTK along, which would cost the editor 60 libraries and a quarter of a second
// at each start.
//
// It reads a request as JSON from its input and prints a reply as JSON:
//
//	{"kind": "open", "title": "Open", "folder": "/home/me", "name": "", "filters": [{"name": "BPMN", "extensions": ["bpmn"]}]}
//	{"path": "/home/me/order.bpmn"}
//
// kind is open, save or folder. A dialog that was cancelled gives
// {"cancelled": true}, a failure {"error": "..."}.
package main

// Request says which dialog to show.
type Request struct {
	Kind    string   `json:"kind"`
	Title   string   `json:"title"`
	Folder  string   `json:"folder"` // where it begins
	Name    string   `json:"name"`   // a proposal for saving
	Filters []Filter `json:"filters"`
}

// Filter is a choice of files by the ends of their names, without the dot.
type Filter struct {
	Name       string   `json:"name"`
	Extensions []string `json:"extensions"`
}

// Reply says what the person did.
type Reply struct {
	Path      string `json:"path,omitempty"`
	Cancelled bool   `json:"cancelled,omitempty"`
	Error     string `json:"error,omitempty"`
}
