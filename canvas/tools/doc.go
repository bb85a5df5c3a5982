// Package tools holds what the pointer does on the canvas, as states: a tool
// handles one event and returns the tool that handles the next. Nothing here
// knows of windows: a test plays a list of events and looks at the document.
package tools
