package connector

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"spiffmodeler/runner/python"
)

// Limits of a Proxy whose fields are zero.
const (
	DefaultTimeout = 30 * time.Second
	DefaultMaxBody = 16 << 20 // bytes
)

// Proxy calls a connector proxy (a service that SpiffArena talks to as well). The fields are set before the first call; then
// it serves several goroutines.
//
// The HTTP operators (BuiltinCommands) never reach the proxy: SpiffArena performs them by itself, and so does a Proxy, with
// the same limits of time and size. Addresses other than http and https are refused.
//
// Secrets reach the proxy only: no error text and no log entry holds one.
type Proxy struct {
	URL    string // such as http://localhost:7004
	APIKey string // sent with each call when it is set
	// Secret returns the value of a secret that a parameter names; nil: there are none.
	Secret func(name string) (value string, ok bool)
	// File returns the text of a file that a parameter names; nil: there are none.
	File    func(path string) (string, error)
	Client  *http.Client  // nil: one of its own that follows no redirects to other hosts
	Timeout time.Duration // of one call
	MaxBody int64         // bytes of an answer
}

// Commands asks for the commands of the proxy, behind those that need none (BuiltinCommands).
func (p *Proxy) Commands(ctx context.Context) ([]Command, error) {
	list := BuiltinCommands()
	known := map[string]bool{}
	for _, c := range list {
		known[c.ID] = true
	}
	status, body, err := p.do(ctx, http.MethodGet, "/v1/commands", nil)
	if err != nil {
		return list, fmt.Errorf("ask the connector proxy for its commands: %w", p.hide(err, nil))
	}
	if status != http.StatusOK {
		return list, fmt.Errorf("ask the connector proxy for its commands: it answered %s", statusText(status))
	}
	var own []Command
	if err := json.Unmarshal(body, &own); err != nil {
		return list, fmt.Errorf("ask the connector proxy for its commands: the answer is no list of commands: %w", err)
	}
	for _, c := range own {
		if c.ID != "" && !known[c.ID] {
			list = append(list, c)
		}
	}
	return list, nil
}

// Call implements Connector.
//
// SpiffArena: services/service_task_delegate.py (call_connector).
func (p *Proxy) Call(ctx context.Context, op Operation) (Result, error) {
	s := &secrets{proxy: p}
	status, body, err := p.perform(ctx, op, s)
	if ctx.Err() != nil {
		return Result{}, fmt.Errorf("call %s: %w", op.ID, ctx.Err())
	}
	if e := (*unsent)(nil); errors.As(err, &e) {
		return Result{}, fmt.Errorf("call %s: %w", op.ID, p.hide(e.error, s))
	}
	r := response{operator: op.ID, status: status, text: body}
	if err != nil {
		if status == 0 {
			r.status = http.StatusInternalServerError
		}
		err = r.fail(exceptionName(err), err.Error())
	} else {
		err = r.read()
	}
	if e := (*Error)(nil); errors.As(err, &e) {
		e.Message, e.Body = s.hide(e.Message), s.hide(e.Body)
		return Result{Logs: r.logs}, e
	}
	return Result{Value: r.value, Pending: r.pending, Logs: r.logs}, err
}

// unsent is a failure to say what is to be asked for: nothing was sent, and it is no error of the service.
type unsent struct{ error }

// perform asks the proxy, or does itself what SpiffArena does itself.
func (p *Proxy) perform(ctx context.Context, op Operation, s *secrets) (status int, body string, err error) {
	params, err := s.params(op)
	if err != nil {
		return 0, "", &unsent{err}
	}
	if method, ok := builtinMethods[op.ID]; ok {
		ctx, cancel := context.WithTimeout(ctx, p.timeout())
		defer cancel()
		if body, err = p.builtin(ctx, method, params); err != nil {
			return 0, "", err
		}
		return http.StatusOK, body, nil
	}
	text, err := s.request(op, params)
	if err != nil {
		return 0, "", &unsent{err}
	}
	status, answer, err := p.do(ctx, http.MethodPost, "/v1/do/"+escapePath(op.ID), text)
	return status, string(answer), err
}

// escapePath escapes an operator id, which may hold slashes.
func escapePath(id string) string {
	parts := strings.Split(id, "/")
	for i, part := range parts {
		// A dot segment would lead somewhere else.
		if part = url.PathEscape(part); part == "." || part == ".." {
			part = strings.ReplaceAll(part, ".", "%2E")
		}
		parts[i] = part
	}
	return strings.Join(parts, "/")
}

func (p *Proxy) do(ctx context.Context, method, path string, text []byte) (status int, body []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, p.timeout())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(p.URL, "/")+path, bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return 0, nil, fmt.Errorf("the URL of the connector proxy must begin with http:// or https://")
	}
	req.Header.Set("User-Agent", "spiffmodeler")
	if text != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if p.APIKey != "" {
		req.Header.Set("Spiff-Connector-Proxy-Api-Key", p.APIKey)
	}
	client := p.Client
	if client == nil {
		client = ownClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	body, err = p.readAll(resp.Body)
	return resp.StatusCode, body, err
}

func (p *Proxy) timeout() time.Duration {
	if p.Timeout <= 0 {
		return DefaultTimeout
	}
	return p.Timeout
}

// ownClient sends neither key nor parameters to a host that it was not told of.
var ownClient = &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
	if len(via) > 5 || req.URL.Host != via[0].URL.Host || req.URL.Scheme != via[0].URL.Scheme {
		return http.ErrUseLastResponse
	}
	return nil
}}

// exceptionName is the error code of a request that got no answer: the class of the exception in SpiffArena.
func exceptionName(err error) string {
	var n net.Error
	var x *exception
	switch {
	case errors.As(err, &x):
		return x.class
	case errors.Is(err, errTooLong):
		return "ContentDecodingError"
	case errors.As(err, &n) && n.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return "ReadTimeout"
	}
	return "ConnectionError"
}

// hide removes secrets from an error.
func (p *Proxy) hide(err error, s *secrets) error {
	if s == nil {
		s = &secrets{proxy: p}
	}
	if text := s.hide(err.Error()); text != err.Error() {
		return errors.New(text)
	}
	return err
}

// response is an answer of the proxy while it is read.
type response struct {
	operator string
	status   int
	text     string

	value   python.Value
	pending bool
	logs    []string
}

func (r *response) fail(code, message string) error {
	return &Error{Code: code, Message: message, Operator: r.operator, Status: r.status, Body: r.text}
}

// read takes the answer out of its envelope.
func (r *response) read() error {
	text := r.text
	if text == "" {
		text = "{}"
	}
	v, err := python.FromJSON([]byte(text))
	if err != nil {
		return r.fail("ServiceTaskOperatorReturnedInvalidJsonError", r.text)
	}
	r.value = v
	d, ok := v.(*python.Dict)
	if !ok {
		d = python.NewDict()
	}
	if logs, ok := d.Get("spiff__logs"); ok {
		if list, ok := logs.(*python.List); ok {
			for _, l := range list.Items() {
				r.logs = append(r.logs, python.ToStr(l))
			}
		}
		if inner, ok := d.Get("api_response"); ok {
			r.value = inner
			if d, ok = inner.(*python.Dict); !ok {
				d = python.NewDict()
			}
		}
	}
	upstream := 0
	if version(d) > 1 {
		if c, ok := d.Get("command_response"); ok {
			r.value = c
			if command, ok := c.(*python.Dict); ok {
				command.Set("operator_identifier", python.Str(r.operator))
				if s, ok := command.Get("http_status"); ok {
					if n, ok := s.(python.Int); ok {
						upstream = int(n)
					}
				}
			}
		}
	}
	if err := r.check(d, upstream); err != nil {
		return err
	}
	if r.status == http.StatusAccepted {
		r.pending, r.value = true, nil
		return nil
	}
	if _, ok := d.Get("refreshed_token_set"); ok {
		if inner, ok := d.Get("api_response"); ok {
			r.value = inner
		}
	}
	return nil
}

func version(d *python.Dict) int64 {
	v, _ := d.Get("command_response_version")
	switch v := v.(type) {
	case python.Int:
		return int64(v)
	case python.Float:
		return int64(v)
	}
	return 0
}

// check finds the error in an answer.
//
// SpiffArena: services/service_task_delegate.py (check_for_errors).
func (r *response) check(d *python.Dict, upstream int) error {
	if upstream >= 300 {
		r.status = upstream
	}
	reported, has := d.Get("error")
	if e, ok := reported.(*python.Dict); ok {
		if code, ok := e.Get("error_code"); ok {
			message, _ := e.Get("message")
			if message == nil {
				message = python.Str("")
			}
			return r.fail(python.ToStr(code), python.ToStr(message))
		}
	}
	switch {
	case upstream >= 300:
		return r.fail(fmt.Sprintf("ServiceTaskHttpError%d", upstream),
			fmt.Sprintf("Service task received HTTP %d from upstream service. Response: %s", upstream, r.text))
	case r.status >= 300:
		message := ""
		if has && python.Truth(reported) {
			message = python.ToStr(reported)
			if b, err := python.ToJSON(reported); err == nil && !isText(reported) {
				message = string(b)
			}
		}
		if message == "" {
			message = r.text
		}
		return r.fail("ServiceTaskOperatorReturnedBadStatusError", message+" A critical component (The connector proxy) is not responding correctly.")
	}
	return nil
}

func isText(v python.Value) bool {
	_, ok := v.(python.Str)
	return ok
}
