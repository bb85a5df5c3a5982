package ui

import "testing"

func TestTheSelectedTabIsSeen(t *testing.T) {
	widths := []float32{100, 100, 100, 100, 100}
	for _, c := range []struct {
		first, selected int
		room            float32
		want            int
	}{
		{0, 0, 500, 0}, {0, 4, 500, 0}, // there is room for all
		{0, 2, 300, 0}, {0, 3, 300, 1}, {0, 4, 300, 2},
		{2, 1, 300, 1}, {2, 0, 300, 0}, {2, 3, 300, 2}, // it moves no more than it must
		{4, 4, 300, 2},               // no room stays empty
		{3, -1, 300, 2},              // the start page: none is selected
		{9, 0, 50, 0}, {0, 4, 50, 4}, // not even one fits
	} {
		if got := firstTab(widths, c.first, c.selected, c.room); got != c.want {
			t.Errorf("first %d, selected %d, room %v: begins at %d, want %d", c.first, c.selected, c.room, got, c.want)
		}
	}
	if got := firstTab(nil, 0, -1, 300); got != 0 {
		t.Errorf("without tabs it begins at %d", got)
	}
}
