package workspace

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestSettingsKeepWhatTheyDoNotKnow(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, settingsFile)
	write(t, path, `{"theme": "dark", "future": {"id": 12345678901234567890}}`)
	s, problems := OpenStore(dir, nil)
	if len(problems) != 1 || !strings.Contains(problems[0], `"future"`) {
		t.Errorf("problems are %q", problems)
	}
	if s.Settings.Theme != "dark" || s.Settings.PNGScale != DefaultSettings().PNGScale {
		t.Errorf("settings are %+v", s.Settings)
	}
	s.Settings.Theme = "light"
	if err := s.SaveSettings(); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(path)
	for _, want := range []string{`"theme": "light"`, "12345678901234567890"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("saved settings lack %s:\n%s", want, got)
		}
	}
}

func TestDamagedSettingsAreSaidAndKept(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, settingsFile)
	write(t, path, "{\n  \"theme\": \"dark\",,\n}")
	s, problems := OpenStore(dir, nil)
	if len(problems) != 1 || !strings.Contains(problems[0], "line 2") {
		t.Errorf("problems are %q", problems)
	}
	if !reflect.DeepEqual(s.Settings, DefaultSettings()) {
		t.Errorf("settings are %+v", s.Settings)
	}
	if err := s.SaveSettings(); err != nil {
		t.Fatal(err)
	}
	wantContent(t, path+".broken", "{\n  \"theme\": \"dark\",,\n}")
}

func TestSettingsOutOfRangeAreBroughtBack(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, settingsFile), `{"theme": "pink", "scale": 40, "stepLimit": -1}`)
	s, _ := OpenStore(dir, nil)
	if s.Settings.Theme != "system" || s.Settings.Scale != 2 || s.Settings.StepLimit != DefaultSettings().StepLimit {
		t.Errorf("settings are %+v", s.Settings)
	}
}

func TestRecentFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	s, problems := OpenStore(dir, nil)
	if len(problems) != 0 {
		t.Error(problems)
	}
	for i := range recentMax + 5 {
		s.State.Remember(filepath.Join(dir, string(rune('a'+i))))
	}
	s.State.Remember(filepath.Join(dir, "z"))
	s.State.Remember(filepath.Join(dir, "y"))
	if err := s.SaveState(); err != nil {
		t.Fatal(err)
	}
	again, _ := OpenStore(dir, nil)
	got := again.State.Recent
	if len(got) != recentMax || filepath.Base(got[0]) != "y" || filepath.Base(got[1]) != "z" {
		t.Errorf("recent files are %v", got)
	}
	for i, p := range got[2:] {
		if base := filepath.Base(p); base == "y" || base == "z" {
			t.Errorf("%s stands twice, again at %d", base, i+2)
		}
	}
}
