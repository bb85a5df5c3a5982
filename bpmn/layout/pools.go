package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// fillPools draws the pools of a collaboration, below each other, and what
// lies in the collaboration itself.
func (m *filler) fillPools(s subject) {
	drawn := false
	for _, p := range s.el.ChildrenNamed("participant") {
		if sh := ShapeOn(p, s.plane); !sh.IsZero() {
			drawn = true
			m.fillPool(p, sh)
		}
	}
	var todo []poolPlan
	width := 600.0
	for _, p := range s.el.ChildrenNamed("participant") {
		if p.ID() == "" || !anyDI(p).IsZero() {
			continue
		}
		if proc := p.Ref("processRef"); !proc.IsZero() && m.drawnContent(proc, s.plane) {
			continue // a process that is drawn without its pool
		}
		plan := m.poolPlan(p)
		todo = append(todo, plan)
		width = math.Max(width, plan.w)
	}
	at := geom.Pt(160, 80)
	if drawn {
		box := planeBox(s.plane)
		at = geom.Pt(box.X, box.Bottom()+50)
	}
	for _, plan := range todo {
		plan.w = width
		m.drawPool(plan, s.plane, at)
		at.Y += plan.h + 50
	}
	m.addLoose(s.el, s.plane)
}

// poolPlan is a pool that is going to be drawn.
type poolPlan struct {
	el    bpmn.Element
	sheet *sheet
	lanes bool
	w, h  float64
	// upright is set for a vertical pool: w and h are those of the pool as it
	// lies until it is turned.
	upright bool
}

func (m *filler) poolPlan(pool bpmn.Element) poolPlan {
	process := pool.Ref("processRef")
	if process.IsZero() {
		return poolPlan{el: pool, w: 400, h: 60}
	}
	plan := poolPlan{el: pool, sheet: m.scope(process), lanes: len(process.Lanes()) > 0, upright: m.upright}
	plan.w, plan.h = header+plan.sheet.w, plan.sheet.h
	if !plan.lanes {
		plan.w, plan.h = plan.w+2*padding, math.Max(160, plan.h+2*padding)
	}
	return plan
}

// uprightPlan is poolPlan for a vertical pool.
func (m *filler) uprightPlan(pool bpmn.Element) poolPlan {
	m.upright = true
	defer func() { m.upright = false }()
	return m.poolPlan(pool)
}

func (m *filler) drawPool(plan poolPlan, plane bpmn.Element, at geom.Point) {
	r := geom.R(at.X, at.Y, plan.w, plan.h).Round()
	m.addShape(plan.el, plane, r, true)
	if plan.sheet == nil {
		return
	}
	origin := plan.origin(r)
	m.draw(plan.sheet, plane, origin)
}

// turned turns a pool that was planned lying, so that it is thick × long. The
// places on its sheet are then counted from the pool's corner.
func (p *poolPlan) turned(long, thick float64) {
	at := p.origin(geom.R(0, 0, long, thick))
	for i, it := range p.sheet.items {
		p.sheet.items[i].r = it.r.Moved(at)
	}
	p.sheet.turn()
	p.w, p.h = thick, long
}

// origin returns where the content of a pool with bounds r begins. Lanes are
// brought to the pool's end.
func (p poolPlan) origin(r geom.Rect) geom.Point {
	for i, it := range p.sheet.items {
		if it.el.Kind() == bpmn.Lane {
			p.sheet.items[i].r.W += r.W - header - p.sheet.w
		}
	}
	at := geom.Pt(r.X+header, r.Y)
	if !p.lanes {
		at = at.Add(geom.Pt(padding, math.Round((r.H-p.sheet.h)/2)))
	}
	return at
}
