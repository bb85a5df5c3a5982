package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"spiffmodeler/runner/connector"
	"spiffmodeler/runner/scenario"
	"spiffmodeler/workspace"
)

type simulateFlags struct {
	scenario, trace, process, data string
	profile, connector             string
	complete, answer, mock         []string
	seed                           int64
	quiet, json, noValidate        bool
}

func simulateCommand() *cobra.Command {
	var f simulateFlags
	c := &cobra.Command{
		Use:   "simulate [FILE] [--scenario S.json] [--trace OUT.json]",
		Short: "Run a process and print its tasks as they change",
		Long: `Runs a process as SpiffWorkflow does and prints each task whose state changes, then
what is left. The files and what happens to the process come from a scenario, or
from FILE and the options. Nothing is asked: a task that waits for a person waits,
unless --complete gives its data; a service task that nobody answers fails.

  simulate order.bpmn --complete 'EnterOrder={"item": "4711", "quantity": 1, "price": 5}' \
      --answer 'http/GetRequest={"available": 3}'

Service tasks call nobody: --answer and the scenario answer them. With --connector URL
the calls that these have no answer for really go to the connector proxy there, with the
evaluated parameters and the data of the task. The proxy's key is taken from the variable
SPIFF_CONNECTOR_PROXY_API_KEY, the secret NAME from SPIFF_SECRET_NAME.

In --profile arena scripts see SpiffArena's functions, such as get_current_user(), with
harmless results; --mock NAME=JSON sets what one of them returns.

The exit code is 1 when the model is refused or the run fails.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return simulate(c, args, f) },
	}
	c.Flags().StringVar(&f.scenario, "scenario", "", "the scenario file to run")
	c.Flags().StringVar(&f.trace, "trace", "", "write the trace to this file, - for standard output")
	c.Flags().StringVar(&f.process, "process", "", "id of the process or collaboration to run, when FILE has several")
	c.Flags().StringVar(&f.data, "data", "", "the data that the process begins with, a JSON object")
	c.Flags().StringArrayVar(&f.complete, "complete", nil, "complete a task when it is READY: TASK or TASK=JSON; again for the next one")
	c.Flags().StringArrayVar(&f.answer, "answer", nil, "answer calls of an operator: OPERATOR=JSON")
	c.Flags().StringArrayVar(&f.mock, "mock", nil, "what a function of SpiffArena returns: NAME=JSON")
	c.Flags().StringVar(&f.connector, "connector", "", "call the connector proxy at this URL for service tasks that have no answer")
	c.Flags().BoolVar(&f.noValidate, "no-validate", false, "run files that go against the structure of BPMN, too (validate says what does)")
	profileFlag(c, &f.profile)
	c.Flags().Int64Var(&f.seed, "seed", 0, "seed of random numbers")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "print no tasks while they change")
	jsonFlag(c, &f.json)
	return c
}

func simulate(c *cobra.Command, args []string, f simulateFlags) error {
	s, err := f.load(args)
	if err != nil {
		return unreadable(err)
	}
	play, err := f.player(s, args)
	if err != nil {
		return err
	}
	options := scenario.Options{}
	if options.Connector, err = f.proxy(); err != nil {
		return unreadable(err)
	}
	out := c.OutOrStdout()
	if f.json || f.trace == stdio {
		out = io.Discard
	}
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt)
	defer stop()
	live := &liveTasks{out: out}
	if !f.quiet && out != io.Discard {
		options.Step = live.look
	}
	trace, err := play(ctx, options)
	switch {
	case errors.Is(err, context.Canceled):
		return failed(errors.New("simulate: interrupted"))
	case err != nil:
		return unreadable(fmt.Errorf("simulate: %w", err))
	}
	if err := f.writeTrace(c.OutOrStdout(), trace); err != nil {
		return err
	}
	printEnd(out, trace)
	if f.scenario != "" {
		for _, n := range s.Notes() {
			fmt.Fprintf(c.ErrOrStderr(), "warning: %s: %s\n", f.scenario, n)
		}
	}
	if trace.Status != "completed" && trace.Status != "waiting" {
		return found()
	}
	return nil
}

// player returns what runs the scenario: a file is compiled here, with what it
// calls in its folder; a scenario names its files itself.
func (f simulateFlags) player(s *scenario.Scenario, args []string) (func(context.Context, scenario.Options) (*scenario.Trace, error), error) {
	if f.scenario != "" {
		return s.Run, nil
	}
	made, problems, err := compile(args[0], f.process, !f.noValidate)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, o scenario.Options) (*scenario.Trace, error) {
		if len(problems) > 0 {
			return refusal(problems), nil
		}
		return s.RunSpec(ctx, made, o)
	}, nil
}

// load reads the scenario, or makes one of the options.
func (f simulateFlags) load(args []string) (*scenario.Scenario, error) {
	switch {
	case f.scenario != "" && len(args) > 0:
		return nil, errors.New("simulate: give a scenario or a file, not both: the scenario names its files")
	case f.scenario == "" && len(args) == 0:
		return nil, errors.New("simulate: say what to run: a BPMN file, or --scenario S.json")
	case f.scenario != "" && (f.process != "" || f.data != "" || len(f.complete) > 0 || len(f.answer) > 0 || len(f.mock) > 0):
		return nil, errors.New("simulate: --process, --data, --complete, --answer and --mock go with a file; a scenario says these things itself")
	}
	env, err := environment(f.profile)
	if err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	if f.scenario != "" {
		return f.loadScenario(env)
	}
	s := &scenario.Scenario{Format: 1, Seed: f.seed, Environment: env}
	if err := f.mocks(s); err != nil {
		return nil, err
	}
	if f.data != "" {
		if s.Data, err = jsonText("--data", f.data); err != nil {
			return nil, err
		}
	}
	for _, text := range f.complete {
		task, data, ok := strings.Cut(text, "=")
		step := scenario.Stimulus{Action: "complete", Task: task}
		if ok {
			if step.Data, err = jsonText("--complete "+task, data); err != nil {
				return nil, err
			}
		}
		s.Steps = append(s.Steps, step)
	}
	for _, text := range f.answer {
		operator, data, _ := strings.Cut(text, "=")
		a := scenario.Answer{Operator: &operator}
		if a.Response, err = jsonText("--answer "+operator, data); err != nil {
			return nil, err
		}
		s.Services = append(s.Services, a)
	}
	return s, nil
}

// loadScenario reads the scenario file; its files must be there.
func (f simulateFlags) loadScenario(env string) (*scenario.Scenario, error) {
	s, err := scenario.LoadFile(f.scenario)
	if err != nil {
		return nil, err
	}
	if missing := s.Missing(); len(missing) > 0 {
		return nil, fmt.Errorf("simulate %s: %s", f.scenario, strings.Join(missing, "; "))
	}
	if env != "" {
		s.Environment = env
	}
	if f.noValidate {
		s.Validate = new(bool)
	}
	return s, nil
}

// mocks reads --mock, which means the environment of SpiffArena.
func (f simulateFlags) mocks(s *scenario.Scenario) error {
	for _, text := range f.mock {
		name, data, _ := strings.Cut(text, "=")
		value, err := jsonText("--mock "+name, data)
		if err != nil {
			return err
		}
		if s.Mocks == nil {
			s.Mocks = map[string]json.RawMessage{}
		}
		s.Mocks[name] = value
	}
	switch {
	case s.Mocks == nil:
	case f.profile == "":
		s.Environment = "arena"
	case s.Environment != "arena":
		return fmt.Errorf("simulate: --mock goes with the profile arena, not with %s", f.profile)
	}
	return nil
}

// proxy is the connector proxy that was asked for; nil: none, nobody is called.
func (f simulateFlags) proxy() (connector.Connector, error) {
	if f.connector == "" {
		return nil, nil
	}
	u, err := url.Parse(f.connector)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("simulate: --connector %s is no address such as http://localhost:7004", f.connector)
	}
	return &connector.Proxy{URL: f.connector, APIKey: os.Getenv("SPIFF_CONNECTOR_PROXY_API_KEY"),
		Secret: func(name string) (string, bool) { return os.LookupEnv("SPIFF_SECRET_" + name) }}, nil
}

func jsonText(option, text string) (json.RawMessage, error) {
	if !json.Valid([]byte(text)) {
		return nil, fmt.Errorf("simulate: what %s gives is no JSON: %s", option, text)
	}
	return json.RawMessage(text), nil
}

func (f simulateFlags) writeTrace(stdout io.Writer, t *scenario.Trace) error {
	var text bytes.Buffer
	if err := t.WriteJSON(&text); err != nil {
		return failed(fmt.Errorf("write the trace: %w", err))
	}
	if f.json || f.trace == stdio {
		if _, err := stdout.Write(text.Bytes()); err != nil {
			return failed(fmt.Errorf("write the trace: %w", err))
		}
	}
	if f.trace != "" && f.trace != stdio {
		if err := workspace.WriteFile(f.trace, text.Bytes()); err != nil {
			return failed(err)
		}
	}
	return nil
}
