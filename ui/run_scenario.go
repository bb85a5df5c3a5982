package ui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"spiffmodeler/runner"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/scenario"
	"spiffmodeler/runner/spec"
	"spiffmodeler/workspace"
)

var scenarioFilters = []pickFilter{{"Scenarios", []string{"scenario.json", "json"}}}

// saveScenario writes what happened to the run as a scenario file, and plays it
// to see that it comes to the same.
func (a *App) saveScenario() {
	t, r := a.current, a.current.run
	if t.file == nil {
		a.say("The run can't be saved yet", "A scenario names the files of the model. Save "+t.name()+" first.")
		return
	}
	a.pick(pickRequest{Kind: pickSave, Title: "Save the Run as a Scenario", Folder: t.folder(), Filters: scenarioFilters,
		Name: strings.TrimSuffix(t.name(), filepath.Ext(t.name())) + ".scenario.json"}, func(path string) {
		r.session.Ask(func(in *runner.Instance) {
			s, reset := r.scenario(in, filepath.Dir(path))
			status := statusWord(in)
			a.jobs.do(func() { a.writeScenario(path, s, reset, status, t.isDirty() || r.isStale()) })
		})
	})
}

// statusWord is what a trace calls the state of an instance.
func statusWord(in *runner.Instance) string {
	switch {
	case in.Failure() != nil:
		return "error"
	case in.IsCompleted():
		return "completed"
	}
	return "waiting"
}

// scenario describes the run up to where it stands. It is called in the
// session's goroutine.
func (r *run) scenario(in *runner.Instance, dir string) (s *scenario.Scenario, reset bool) {
	made := r.prepared.spec
	s = &scenario.Scenario{Format: 1, Name: strings.TrimSuffix(filepath.Base(r.file), filepath.Ext(r.file)), Seed: r.prepared.options.Seed,
		Services: r.record.answers, Dir: dir}
	for _, f := range made.Files {
		s.BPMN = append(s.BPMN, relative(dir, f))
	}
	if decides(made) {
		for _, f := range r.prepared.tables {
			s.DMN = append(s.DMN, relative(dir, f))
		}
	}
	if source := made.Main.ID; r.prepared.together {
		s.Collaboration = source
	} else {
		s.Process = source
	}
	o := r.prepared.options
	if o.Data != nil && o.Data.Len() > 0 {
		s.Data, _ = python.ToJSON(o.Data) // it was read from JSON
	}
	if !o.Clock.IsZero() {
		s.Clock = o.Clock.Format("2006-01-02T15:04:05.999999-07:00")
	}
	if p := r.prepared.script; p != nil { // what was played, gone on with
		s.Services, s.Globals, s.Environment, s.Limit = append(s.Services, p.Services...), p.Globals, p.Environment, p.Limit
	} else {
		s.Environment = r.prepared.environment
	}
	for _, store := range made.Stores {
		s.DataStores.Classes = append(s.DataStores.Classes, store.Class)
	}
	if o.Stores != nil && o.Stores.Len() > 0 {
		s.DataStores.Values, _ = python.ToJSON(o.Stores)
	}
	s.Steps, reset = r.record.done(in)
	if s.Steps == nil {
		s.Steps = []scenario.Stimulus{}
	}
	return s, reset
}

func decides(made *spec.Spec) bool {
	for _, p := range append([]*spec.Process{made.Main}, made.Order...) {
		for _, t := range p.Tasks {
			if t.Kind == spec.BusinessRuleTask {
				return true
			}
		}
	}
	return false
}

// relative names a file from a folder, as scenarios do.
func relative(dir, file string) string {
	if rel, err := filepath.Rel(dir, file); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(file)
}

// writeScenario saves the file and plays it.
func (a *App) writeScenario(path string, s *scenario.Scenario, reset bool, status string, changed bool) {
	name := filepath.Base(path)
	differs := ""
	a.jobs.Start("Saving "+name, func(ctx context.Context, _ func(float64)) error {
		data, err := json.MarshalIndent(s, "", "  ")
		if err != nil {
			return err
		}
		if err := workspace.WriteFile(path, append(data, '\n')); err != nil {
			return err
		}
		switch trace, err := s.Run(ctx, scenario.Options{}); {
		case errors.Is(err, context.Canceled):
		case err != nil:
			differs = err.Error()
		case trace.Status != status:
			differs = "it ends as " + trace.Status + ", the run as " + status
			if trace.Error != nil {
				differs += " (" + strings.TrimSuffix(trace.Error.Message, ".") + ")"
			}
		}
		return nil
	}, func(err error) {
		switch {
		case err != nil:
			a.say("The scenario is not saved", sentence(err.Error()))
		case reset:
			a.say("The scenario tells only a part", "A task of this run was reset, and scenarios have no word for that. "+name+" holds the rest.")
		case differs != "" && changed:
			a.say("The scenario comes to something else", name+" is saved. Played on the file as it is on the disk, "+differs+". The file isn't the one that was run.")
		case differs != "":
			a.say("The scenario comes to something else", name+" is saved. Played again, "+differs+". What came while the run was paused may come later in a scenario.")
		default:
			a.status.Say("Saved the run as "+name+". Played again it comes to the same.", false)
		}
	})
}

// playScenario asks for a scenario file and plays it in the window.
func (a *App) playScenario() {
	folder := ""
	if hasTab(a) {
		folder = a.current.folder()
	}
	a.pick(pickRequest{Kind: pickOpen, Title: "Play a Scenario", Folder: folder, Filters: scenarioFilters}, a.playScenarioFile)
}

func (a *App) playScenarioFile(path string) {
	var s *scenario.Scenario
	a.jobs.Start("Opening "+filepath.Base(path), func(context.Context, func(float64)) (err error) {
		if s, err = scenario.LoadFile(path); err == nil && len(s.BPMN) == 0 {
			err = fmt.Errorf("%s names no BPMN file", path)
		}
		return err
	}, func(err error) {
		if err != nil {
			a.say("The scenario can't be played", sentence(err.Error()))
			return
		}
		file := filepath.FromSlash(s.BPMN[0])
		if !filepath.IsAbs(file) {
			file = filepath.Join(s.Dir, file)
		}
		a.openFileThen(file, func() {
			t := a.current
			if !hasDocument(a) {
				return
			}
			t.setup.script = s
			a.startRun(t, func(r *run) {
				for _, p := range s.Check(r.prepared.spec) {
					a.output.Add(filepath.Base(path) + ": " + sentence(p))
				}
				a.status.Say(fmt.Sprintf("Playing %s, %d steps. Step (F10) goes through it, Run (F5) plays it to the end.", filepath.Base(path), len(s.Steps)), false)
				r.step()
			})
		})
	})
}
