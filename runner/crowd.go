package runner

// crowd is a set of workflows that have something to do, in no order. Each workflow knows its place in it, so that entering
// and leaving take no search.
type crowd int

const (
	hot       crowd = iota // with READY tasks that need nobody
	forPeople              // with READY tasks that wait for a person
	crowds
)

// enter adds a workflow that isn't in the crowd. Nobody looks into one that was deleted.
func (in *Instance) enter(c crowd, w *workflow) {
	if w.deleted {
		return
	}
	in.crowds[c] = append(in.crowds[c], w.id)
	w.places[c] = len(in.crowds[c])
}

// leave takes a workflow out; nothing happens when it isn't in the crowd.
func (in *Instance) leave(c crowd, w *workflow) {
	at := w.places[c]
	if at == 0 {
		return
	}
	list := in.crowds[c]
	last := list[len(list)-1]
	list[at-1] = last
	in.workflows[last].places[c] = at
	in.crowds[c] = list[:len(list)-1]
	w.places[c] = 0
}
