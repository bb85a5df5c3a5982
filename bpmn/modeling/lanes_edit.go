package modeling

import (
	"fmt"
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// laneThickness is how thick new lanes are.
const laneThickness = 120

// CanHaveLanes says whether lanes can be added to a pool or beside a lane.
func CanHaveLanes(element bpmn.Element) Verdict {
	el := element.Semantic()
	switch {
	case !isPoolOrLane(el):
		return No("only pools have lanes")
	case el.Kind() == bpmn.Participant && el.Ref("processRef").IsZero():
		return No("an empty pool has no lanes")
	case shapeOf(element).IsZero():
		return No("the lane is not drawn")
	}
	return Yes()
}

// AddLane adds a lane before (above, or to the left) or after a lane; at a pool,
// before its first or after its last one. What lies on that side gives room. A
// pool without lanes first gets one that takes its content.
func AddLane(tx *bpmn.Tx, element bpmn.Element, before bool) (bpmn.Shape, error) {
	if err := CanHaveLanes(element).Err(); err != nil {
		return bpmn.Shape{}, fmt.Errorf("add a lane: %w", err)
	}
	s := shapeOf(element)
	if s.Semantic().Kind() == bpmn.Participant {
		if kids := laneTree(s).kids; len(kids) == 0 {
			s = firstLane(tx, s)
		} else if before {
			s = kids[0].shape
		} else {
			s = kids[len(kids)-1].shape
		}
	}
	horizontal := s.IsHorizontal()
	r := s.Bounds()
	space := Space{Plane: s.Plane(), Axis: Vertically, At: r.Bottom(), Delta: laneThickness, holders: map[bpmn.Element]bool{}}
	for h := laneHolder(s); !h.IsZero(); h = laneHolder(h) {
		space.holders[h.Element] = true
	}
	if !horizontal {
		space.Axis, space.At = Horizontally, r.Right()
	}
	if before {
		space.Before, space.Delta = true, -laneThickness
		if space.At = r.Y; !horizontal {
			space.At = r.X
		}
	}
	if _, err := MakeSpace(tx, space); err != nil {
		return bpmn.Shape{}, err
	}
	switch {
	case horizontal && before:
		r = geom.R(r.X, r.Y-laneThickness, r.W, laneThickness)
	case horizontal:
		r = geom.R(r.X, r.Bottom(), r.W, laneThickness)
	case before:
		r = geom.R(r.X-laneThickness, r.Y, laneThickness, r.H)
	default:
		r = geom.R(r.Right(), r.Y, laneThickness, r.H)
	}
	lane := s.Semantic()
	next := lane
	if !before {
		next = nextLane(lane)
	}
	made := tx.InsertNS(lane.Parent(), next, bpmn.NS, "lane", bpmn.Attribute{Name: "id", Value: tx.NewID("Lane")})
	return drawLane(tx, made, s.Plane(), r, horizontal), nil
}

func nextLane(lane bpmn.Element) bpmn.Element {
	n := lane.Node().NextElement()
	if n == nil {
		return bpmn.Element{}
	}
	return bpmn.ElementOf(n)
}

func drawLane(tx *bpmn.Tx, lane, plane bpmn.Element, r geom.Rect, horizontal bool) bpmn.Shape {
	s := tx.AddShape(plane, lane, r)
	tx.SetAttr(s.Element, "isHorizontal", boolText(horizontal))
	tx.Hint(placed, s.Element)
	return s
}

// laneArea returns where the lanes of a pool or lane go: behind its header.
func laneArea(s bpmn.Shape) geom.Rect {
	r := s.Bounds()
	if s.IsHorizontal() {
		return geom.R(r.X+headerBand, r.Y, r.W-headerBand, r.H)
	}
	return geom.R(r.X, r.Y+headerBand, r.W, r.H-headerBand)
}

// firstLane makes the lane that takes the content of a pool.
func firstLane(tx *bpmn.Tx, pool bpmn.Shape) bpmn.Shape {
	lane := tx.Add(laneSet(tx, pool.Semantic()), "lane", bpmn.Attribute{Name: "id", Value: tx.NewID("Lane")})
	return drawLane(tx, lane, pool.Plane(), laneArea(pool), pool.IsHorizontal())
}

// laneSet returns the set that holds the lanes of a pool or lane, made when it
// is missing.
func laneSet(tx *bpmn.Tx, el bpmn.Element) bpmn.Element {
	tag := "childLaneSet"
	if el.Kind() == bpmn.Participant {
		el, tag = el.Ref("processRef"), "laneSet"
	}
	if set := el.Child(tag); !set.IsZero() {
		return set
	}
	return tx.Add(el, tag, bpmn.Attribute{Name: "id", Value: tx.NewID("LaneSet")})
}

// DivideLane divides a pool or lane into n lanes of the same thickness; the last
// one takes what is left over. Lanes that are there already are kept.
func DivideLane(tx *bpmn.Tx, element bpmn.Element, n int) error {
	if err := CanHaveLanes(element).Err(); err != nil {
		return fmt.Errorf("divide: %w", err)
	}
	s := shapeOf(element)
	tree := laneTree(s)
	if n < 2 || len(tree.kids) >= n {
		return fmt.Errorf("divide: there are %d lanes already", len(tree.kids))
	}
	area, horizontal := laneArea(s), s.IsHorizontal()
	thick := area.H
	if !horizontal {
		thick = area.W
	}
	most := 1
	for _, k := range tree.kids {
		most = max(most, k.leaves())
	}
	if thick/float64(n*most) < 60 {
		return fmt.Errorf("divide: the lane is too thin for %d parts", n)
	}
	each := math.Floor(thick / float64(n))
	part := func(i int) geom.Rect {
		at, size := float64(i)*each, each
		if i == n-1 {
			size = thick - at
		}
		if horizontal {
			return geom.R(area.X, area.Y+at, area.W, size)
		}
		return geom.R(area.X+at, area.Y, size, area.H)
	}
	a := arrange(tx)
	for i, k := range tree.kids {
		k.scale(a, part(i))
	}
	set := laneSet(tx, s.Semantic())
	for i := len(tree.kids); i < n; i++ {
		lane := tx.Add(set, "lane", bpmn.Attribute{Name: "id", Value: tx.NewID("Lane")})
		drawLane(tx, lane, s.Plane(), part(i), horizontal)
	}
	a.finish()
	return nil
}

// MoveLane puts a lane, with what lies in it, before another lane of the same
// set; last when next is zero.
func MoveLane(tx *bpmn.Tx, lane, next bpmn.Element) error {
	l, other := lane.Semantic(), next.Semantic()
	s := shapeOf(lane)
	if l.Kind() != bpmn.Lane || s.IsZero() || !other.IsZero() && other.Parent() != l.Parent() {
		return fmt.Errorf("move a lane: it can only change places with lanes beside it")
	}
	parent := laneHolder(s)
	if parent.IsZero() {
		return fmt.Errorf("move a lane: the pool or lane around it is not drawn")
	}
	tree := laneTree(parent)
	var order []*laneNode
	var moved *laneNode
	for _, k := range tree.kids {
		if k.shape.Semantic() == l {
			moved = k
		}
	}
	for _, k := range tree.kids {
		if !other.IsZero() && k.shape.Semantic() == other {
			order = append(order, moved)
		}
		if k != moved {
			order = append(order, k)
		}
	}
	if other.IsZero() {
		order = append(order, moved)
	}
	a := arrange(tx)
	content := membersByLane(parent, tree.kids)
	at := laneArea(parent).Min()
	if len(tree.kids) > 0 {
		at = tree.kids[0].shape.Bounds().Min()
	}
	for _, k := range order {
		r := k.shape.Bounds()
		d := geom.Pt(0, at.Y-r.Y)
		if at.Y += r.H; !parent.IsHorizontal() {
			at.Y -= r.H
			d = geom.Pt(at.X-r.X, 0)
			at.X += r.W
		}
		k.each(func(n *laneNode) { a.place(n.shape, n.shape.Bounds().Moved(d)) })
		for _, m := range content[k] {
			a.place(m, m.Bounds().Moved(d))
		}
	}
	tx.MoveBefore(l, l.Parent(), other)
	a.finish()
	return nil
}

// laneHolder returns the shape of the pool or lane that a lane is part of; the
// zero Shape for a pool, and for a lane whose pool isn't drawn.
func laneHolder(s bpmn.Shape) bpmn.Shape {
	for p := s.Semantic().Parent(); !p.IsZero(); p = p.Parent() {
		if p.Kind() == bpmn.Lane {
			return layout.ShapeOn(p, s.Plane())
		}
	}
	if pool := poolShape(s); pool != s {
		return pool
	}
	return bpmn.Shape{}
}

// membersByLane returns what lies in each of some lanes, with content and
// boundary events.
func membersByLane(holder bpmn.Shape, lanes []*laneNode) map[*laneNode][]bpmn.Shape {
	out := map[*laneNode][]bpmn.Shape{}
	for _, s := range contentOf(holder.Semantic().Process(), holder.Plane()) {
		k := s.Semantic().Kind()
		if k == bpmn.Lane || k == bpmn.BoundaryEvent {
			continue
		}
		for _, l := range lanes {
			if l.shape.Bounds().Contains(s.Bounds().Center()) {
				m := newMover([]bpmn.Element{s.Element})
				out[l] = append(out[l], m.shapes...)
				break
			}
		}
	}
	return out
}

// giveRoom lets the neighbours of a lane that is deleted take its place: both
// get half of it, or the only one all.
func giveRoom(a *arrangement, lane bpmn.Shape) {
	holder := laneHolder(lane)
	if holder.IsZero() {
		return
	}
	kids := laneTree(holder).kids
	for i, k := range kids {
		if k.shape != lane || len(kids) == 1 {
			continue
		}
		r := lane.Bounds()
		first, second := r, r
		switch {
		case i == 0:
			first = geom.Rect{}
		case i == len(kids)-1:
			second = geom.Rect{}
		case lane.IsHorizontal():
			h := math.Round(r.H / 2)
			first.H, second = h, geom.R(r.X, r.Y+h, r.W, r.H-h)
		default:
			w := math.Round(r.W / 2)
			first.W, second = w, geom.R(r.X+w, r.Y, r.W-w, r.H)
		}
		if first != (geom.Rect{}) {
			n := kids[i-1]
			n.fit(a, n.shape.Bounds().Union(first))
		}
		if second != (geom.Rect{}) {
			n := kids[i+1]
			n.fit(a, n.shape.Bounds().Union(second))
		}
	}
}
