package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Settings are what the user chooses; settings.json may be edited by hand.
type Settings struct {
	Theme      string  `json:"theme"`      // "light", "dark" or "system"
	Scale      float64 `json:"scale"`      // of the whole window: 0.8 to 2
	Animations bool    `json:"animations"` // tokens glide, panels fade
	Grid       bool    `json:"grid"`       // dots on the canvas
	Snapping   bool    `json:"snapping"`   // what is dragged aligns with the grid and with other elements
	Reopen     bool    `json:"reopen"`     // open the files of the last time at the start
	PNGScale   float64 `json:"pngScale"`   // pixels for each diagram unit in exported pictures
	StepLimit  int     `json:"stepLimit"`  // a run pauses after so many steps
	LineJumps  bool    `json:"lineJumps"`  // flows jump over those that they cross
	Recovery   bool    `json:"recovery"`   // unsaved changes are kept aside, for after a crash

	// Environments are what the models of a folder run in, by its path: "arena" or "box"; the engine's own where it is
	// not named.
	Environments map[string]string `json:"environments,omitempty"`
}

// DefaultSettings returns the settings of a new user.
func DefaultSettings() Settings {
	return Settings{Theme: "system", Scale: 1, Animations: true, Grid: true, Snapping: true, Reopen: true, PNGScale: 2, StepLimit: 100_000,
		Recovery: true}
}

// State is what the program remembers between two starts.
type State struct {
	Recent  []string `json:"recent"` // absolute paths, the latest first
	Folder  string   `json:"folder"` // where file dialogs begin
	Window  Window   `json:"window"`
	Panels  Panels   `json:"panels"`
	Session []string `json:"session"` // files that were open
	Active  string   `json:"active"`  // the one of them that showed; empty: the start page
	Views   []View   `json:"views"`   // what was shown of files, the latest first
}

// View is the part of a diagram that a window shows.
type View struct {
	Path  string  `json:"path"`
	Plane int     `json:"plane"` // which diagram of the file, from 0
	Zoom  float64 `json:"zoom"`
	X     float64 `json:"x"` // of the middle, in diagram units
	Y     float64 `json:"y"`
}

// viewsMax is how many files' views are remembered.
const viewsMax = 100

// RememberView keeps what was shown of a file.
func (s *State) RememberView(v View) {
	v.Path = absolute(v.Path)
	s.Views = slices.DeleteFunc(s.Views, func(x View) bool { return x.Path == v.Path })
	s.Views = slices.Insert(s.Views, 0, v)
	s.Views = s.Views[:min(len(s.Views), viewsMax)]
}

// ViewOf returns what was shown of a file; ok is false when that isn't known.
func (s *State) ViewOf(path string) (v View, ok bool) {
	i := slices.IndexFunc(s.Views, func(x View) bool { return x.Path == absolute(path) })
	if i < 0 {
		return v, false
	}
	return s.Views[i], s.Views[i].Zoom > 0.01 && s.Views[i].Zoom < 100
}

// Window is the size of the main window in its own units.
type Window struct {
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
	Full   bool    `json:"full"`
}

// Panels are the sizes of the panels and which of them are open.
type Panels struct {
	Palette    bool    `json:"palette"`
	Properties bool    `json:"properties"`
	Dock       bool    `json:"dock"`
	Minimap    bool    `json:"minimap"`
	Right      float32 `json:"right"`  // width of the properties
	Bottom     float32 `json:"bottom"` // height of the dock
}

// DefaultState returns the state of a new user.
func DefaultState() State {
	return State{
		Window: Window{Width: 1280, Height: 800},
		Panels: Panels{Palette: true, Properties: true, Minimap: true, Right: 300, Bottom: 220},
	}
}

// Store keeps settings and state as JSON files in a folder. It is not safe for
// concurrent use.
type Store struct {
	dir string
	log *slog.Logger

	Settings Settings
	State    State

	copies  int        // of the state, made for writing
	writing sync.Mutex // protects written
	written int        // the latest copy that was written
}

const (
	settingsFile = "settings.json"
	stateFile    = "state.json"
)

// ConfigDir returns the folder where this user's settings belong.
func ConfigDir() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the folder for settings: %w", err)
	}
	return filepath.Join(dir, "spiff-modeler"), nil
}

// OpenStore reads settings and state from a folder. What is missing or can't
// be read takes its default; problems says so in sentences for the user. With
// an empty folder nothing is read or kept.
func OpenStore(dir string, log *slog.Logger) (s *Store, problems []string) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s = &Store{dir: dir, log: log, Settings: DefaultSettings(), State: DefaultState()}
	if dir == "" {
		return s, nil
	}
	unknown, err := load(s.path(settingsFile), &s.Settings)
	if err != nil {
		s.Settings = DefaultSettings()
		problems = append(problems, err.Error()+". The default settings are used.")
	}
	for _, key := range unknown {
		problems = append(problems, fmt.Sprintf("%s has a setting %q that this version doesn't know. It is kept.", s.path(settingsFile), key))
	}
	s.Settings = s.Settings.valid()
	if _, err := load(s.path(stateFile), &s.State); err != nil {
		s.State = DefaultState() // worth a note for developers, not for the user
		log.Info("state is forgotten", "error", err)
	}
	s.State.Window = s.State.Window.valid()
	return s, problems
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

// SaveSettings writes the settings. Keys that this version doesn't know stay.
func (s *Store) SaveSettings() error { return s.save(settingsFile, s.Settings) }

// SaveState writes the state.
func (s *Store) SaveState() error { return s.CopyState()() }

// CopyState returns a function that writes the state as it is now. The function may
// be called on any goroutine; it doesn't replace a later state by an earlier one.
func (s *Store) CopyState() (write func() error) {
	s.copies++
	number := s.copies
	value, err := tree(s.State)
	return func() error {
		if err != nil {
			return err
		}
		s.writing.Lock()
		defer s.writing.Unlock()
		if number < s.written {
			return nil
		}
		s.written = number
		return s.save(stateFile, value)
	}
}

func (s *Store) save(name string, value any) error {
	if s.dir == "" {
		return nil
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return fmt.Errorf("make the folder for settings: %w", explain(err))
	}
	return store(s.path(name), value)
}

func (s Settings) valid() Settings {
	d := DefaultSettings()
	if !slices.Contains([]string{"light", "dark", "system"}, s.Theme) {
		s.Theme = d.Theme
	}
	s.Scale = within(s.Scale, 0.8, 2, d.Scale)
	s.PNGScale = within(s.PNGScale, 0.1, 10, d.PNGScale)
	if s.StepLimit < 1 {
		s.StepLimit = d.StepLimit
	}
	return s
}

func (w Window) valid() Window {
	d := DefaultState().Window
	w.Width = float32(within(float64(w.Width), 480, 10_000, float64(d.Width)))
	w.Height = float32(within(float64(w.Height), 360, 10_000, float64(d.Height)))
	return w
}

// within brings a value to its range; no number at all gives the default.
func within(v, low, high, def float64) float64 {
	if v == 0 || v != v {
		return def
	}
	return min(max(v, low), high)
}

// recentMax is how many recent files are remembered.
const recentMax = 20

// Remember puts a file at the top of the recent files.
func (s *State) Remember(path string) {
	path = absolute(path)
	s.Forget(path)
	s.Recent = slices.Insert(s.Recent, 0, path)
	if len(s.Recent) > recentMax {
		s.Recent = s.Recent[:recentMax]
	}
	s.Folder = filepath.Dir(path)
}

// Forget takes a file out of the recent files.
func (s *State) Forget(path string) {
	path = absolute(path)
	s.Recent = slices.DeleteFunc(s.Recent, func(p string) bool { return p == path })
}

// load reads a JSON file into value, which holds the defaults. unknown names
// the keys that value has no place for, as "a.b". A missing file is no error.
func load(path string, value any) (unknown []string, err error) {
	data, err := readFile(path, 4<<20)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, explain(err))
	}
	if err := json.Unmarshal(data, value); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, at(data, err))
	}
	known, err := tree(value)
	if err != nil {
		return nil, err
	}
	raw, err := parse(data)
	if err != nil {
		return nil, err
	}
	return unknownKeys("", raw, known), nil
}

// at adds the line to an error of the JSON reader.
func at(data []byte, err error) error {
	offset := int64(-1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	}
	if offset < 0 || offset > int64(len(data)) {
		return err
	}
	return fmt.Errorf("line %d: %w", 1+bytes.Count(data[:offset], []byte("\n")), err)
}

// store writes value over the file, keeping keys that value doesn't have. A
// file that isn't JSON is kept beside it under the name .broken.
func store(path string, value any) error {
	mine, err := tree(value)
	if err != nil {
		return err
	}
	merged := any(mine)
	if data, err := readFile(path, 4<<20); err == nil {
		if old, err := parse(data); err == nil {
			merged = merge(old, mine)
		} else if err := WriteFile(path+".broken", data); err != nil {
			return err
		}
	}
	out, err := json.MarshalIndent(merged, "", "  ")
	if err != nil {
		return err
	}
	return WriteFile(path, append(out, '\n'))
}

func parse(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber() // numbers of other versions keep their spelling
	var v any
	err := d.Decode(&v)
	return v, err
}

// tree returns a value as maps and slices.
func tree(value any) (any, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return parse(data)
}

func merge(old, mine any) any {
	a, ok1 := old.(map[string]any)
	b, ok2 := mine.(map[string]any)
	if !ok1 || !ok2 {
		return mine
	}
	for k, v := range b {
		a[k] = merge(a[k], v)
	}
	return a
}

func unknownKeys(prefix string, raw, known any) []string {
	a, ok1 := raw.(map[string]any)
	b, ok2 := known.(map[string]any)
	if !ok1 || !ok2 {
		return nil
	}
	var out []string
	for k, v := range a {
		if have, ok := b[k]; ok {
			out = append(out, unknownKeys(prefix+k+".", v, have)...)
		} else {
			out = append(out, prefix+k)
		}
	}
	slices.Sort(out)
	return out
}

// WriteTemporary writes a file that another program is to show, into the
// folder of the settings, and returns its path.
func (s *Store) WriteTemporary(name string, data []byte) (path string, err error) {
	dir := s.dir
	if dir == "" {
		dir = os.TempDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("make the folder for settings: %w", explain(err))
	}
	path = filepath.Join(dir, name)
	return path, WriteFile(path, data)
}
