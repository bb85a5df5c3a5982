package geom

import (
	"math"
	"testing"
)

func TestUnionKeepsBothAndIgnoresZero(t *testing.T) {
	a, b := R(0, 0, 10, 10), R(20, -5, 5, 5)
	u := a.Union(b)
	if !u.ContainsRect(a) || !u.ContainsRect(b) {
		t.Errorf("union %v does not hold both", u)
	}
	if got := a.Union(Rect{}); got != a {
		t.Errorf("union with the zero rectangle = %v, want %v", got, a)
	}
}

func TestGrownNeverTurnsInsideOut(t *testing.T) {
	if g := R(0, 0, 10, 4).Grown(-5); g.W != 0 || g.H != 0 || g.Center() != Pt(5, 2) {
		t.Errorf("got %v", g)
	}
}

func TestPolylineAtWalksAlongTheBends(t *testing.T) {
	l := Polyline{{0, 0}, {10, 0}, {10, 10}}
	for share, want := range map[float64]Point{0: {0, 0}, 0.25: {5, 0}, 0.5: {10, 0}, 0.75: {10, 5}, 1: {10, 10}, 7: {10, 10}} {
		if got := l.At(share); got.Dist(want) > 1e-9 {
			t.Errorf("At(%v) = %v, want %v", share, got, want)
		}
	}
}

func TestNearestFindsTheSegment(t *testing.T) {
	l := Polyline{{0, 0}, {10, 0}, {10, 10}}
	q, seg, d := l.Nearest(Pt(12, 6))
	if q != Pt(10, 6) || seg != 1 || d != 2 {
		t.Errorf("got %v segment %d distance %v", q, seg, d)
	}
	if _, seg, d := (Polyline{}).Nearest(Pt(0, 0)); seg != -1 || !math.IsInf(d, 1) {
		t.Errorf("empty line: segment %d distance %v", seg, d)
	}
}

func TestSegmentIntersection(t *testing.T) {
	if p, ok := SegmentIntersection(Pt(0, 0), Pt(10, 10), Pt(0, 10), Pt(10, 0)); !ok || p.Dist(Pt(5, 5)) > 1e-9 {
		t.Errorf("crossing: %v %v", p, ok)
	}
	if _, ok := SegmentIntersection(Pt(0, 0), Pt(10, 0), Pt(0, 1), Pt(10, 1)); ok {
		t.Error("parallel segments do not cross")
	}
	if _, ok := SegmentIntersection(Pt(0, 0), Pt(1, 1), Pt(3, 0), Pt(0, 3)); ok {
		t.Error("segments that end before the crossing do not cross")
	}
}

func TestSimplifiedDropsOnlyWhatIsStraight(t *testing.T) {
	got := Polyline{{0, 0}, {0, 0}, {5, 0}, {10, 0}, {10, 5}, {10, 9}}.Simplified(0.01)
	want := Polyline{{0, 0}, {10, 0}, {10, 9}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("point %d = %v, want %v", i, got[i], want[i])
		}
	}
}
