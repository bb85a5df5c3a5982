package connector_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"spiffmodeler/runner/connector"
	"spiffmodeler/runner/python"
)

const (
	key    = "key-4711"
	secret = `pass"word`
)

// proxy answers every call with a status and a text; the last request is kept.
func proxy(t *testing.T, status int, answer string) (*connector.Proxy, *http.Request, *map[string]any) {
	t.Helper()
	var last http.Request
	var body map[string]any
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		last = *r
		raw, _ := io.ReadAll(r.Body)
		body = nil
		json.Unmarshal(raw, &body)
		w.WriteHeader(status)
		io.WriteString(w, answer)
	}))
	t.Cleanup(s.Close)
	p := &connector.Proxy{URL: s.URL + "/", APIKey: key, Secret: func(name string) (string, bool) { return secret, name == "DB" }}
	return p, &last, &body
}

func TestAProxyGetsParametersSecretsAndContext(t *testing.T) {
	p, last, body := proxy(t, 200, `{"command_response": {"body": {"id": 1}, "http_status": 200}, "command_response_version": 2, "error": null, "spiff__logs": ["hello"]}`)
	p.File = func(path string) (string, error) { return "text of " + path, nil }
	data := value(t, `{"total": 3}`).(*python.Dict)
	op := connector.Operation{ID: "db/Put Row", TaskID: "t1", Instance: 7, Model: "group/model", Data: data, Callback: "http://me", Params: []connector.Param{
		{ID: "password", Type: "str", Value: python.Str("secret:DB")},
		{ID: "header", Type: "any", Value: value(t, `{"Authorization": "Bearer SPIFF_SECRET:DB!", "list": ["SPIFF_SECRET:DB"]}`)},
		{ID: "file", Type: "str", Value: python.Str("file:a/b.txt")},
	}}
	r, err := p.Call(context.Background(), op)
	if err != nil {
		t.Fatal(err)
	}
	if got := python.Repr(r.Value); got != "{'body': {'id': 1}, 'http_status': 200, 'operator_identifier': 'db/Put Row'}" {
		t.Error(got)
	}
	if len(r.Logs) != 1 || r.Logs[0] != "hello" {
		t.Error(r.Logs)
	}
	want := map[string]any{
		"password": secret, "header": map[string]any{"Authorization": "Bearer " + secret + "!", "list": []any{"SPIFF_SECRET:DB"}},
		"file": "text of a/b.txt", "spiff__process_instance_id": 7.0, "spiff__process_model_identifier": "group/model",
		"spiff__task_id": "t1", "spiff__task_data": map[string]any{"total": 3.0}, "spiff__callback_url": "http://me",
	}
	if !reflect.DeepEqual(*body, want) {
		t.Errorf("sent %v", *body)
	}
	if last.Method != "POST" || last.URL.Path != "/v1/do/db/Put Row" || last.Header.Get("Spiff-Connector-Proxy-Api-Key") != key {
		t.Errorf("%s %s %v", last.Method, last.URL.Path, last.Header)
	}
	if v, _ := op.Params[1].Value.(*python.Dict).Get("Authorization"); python.ToStr(v) != "Bearer SPIFF_SECRET:DB!" {
		t.Error("the secret came into the data of the process")
	}
}

func TestAnswersOfAProxy(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		answer string
		want   string // repr of the result, or code and status of the error
	}{
		{"nothing", 200, ``, `{}`},
		{"no envelope", 200, `[1, 2]`, `[1, 2]`},
		{"old version", 200, `{"command_response": 1, "command_response_version": 1}`, `{'command_response': 1, 'command_response_version': 1}`},
		{"logs", 200, `{"spiff__logs": [], "api_response": "x"}`, `'x'`},
		{"tokens", 200, `{"auth": "a", "refreshed_token_set": {}, "api_response": [3]}`, `[3]`},
		{"later", 202, `{"spiff__logs": []}`, `pending`},
		{"not JSON", 200, `<html>`, `ServiceTaskOperatorReturnedInvalidJsonError 200`},
		{"reported", 200, `{"error": {"error_code": "Busy", "message": "try later"}}`, `Busy 200`},
		{"reported first", 202, `{"error": {"error_code": "Busy", "message": ""}, "command_response": {"http_status": 404}, "command_response_version": 2}`, `Busy 404`},
		{"upstream", 200, `{"command_response": {"http_status": 503}, "command_response_version": 2}`, `ServiceTaskHttpError503 503`},
		{"bad status", 418, `{"error": "teapot"}`, `ServiceTaskOperatorReturnedBadStatusError 418`},
	} {
		p, _, _ := proxy(t, c.status, c.answer)
		r, err := p.Call(context.Background(), connector.Operation{ID: "x/Y"})
		got := ""
		var e *connector.Error
		switch {
		case errors.As(err, &e):
			got = fmt.Sprintf("%s %d", e.Code, e.Status)
			if e.Operator != "x/Y" || !strings.HasPrefix(e.Error(), "Received error code '"+e.Code+"' from service 'x/Y' ::: ") {
				t.Errorf("%s: %v", c.name, e)
			}
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case r.Pending:
			got = "pending"
		default:
			got = python.Repr(r.Value)
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAProxyThatCannotBeReachedIsAnErrorOfTheService(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // the end of a request is noticed once it was read
		<-r.Context().Done()
	}))
	defer slow.Close()
	long := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("x", 100)) }))
	defer long.Close()
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, long.URL, http.StatusFound) }))
	defer away.Close()
	for url, want := range map[string]string{gone.URL: "ConnectionError", slow.URL: "ReadTimeout", long.URL: "ContentDecodingError",
		away.URL: "ServiceTaskOperatorReturnedBadStatusError", "file:///etc/passwd": "ConnectionError"} {
		p := &connector.Proxy{URL: url, Timeout: 50 * time.Millisecond, MaxBody: 80}
		_, err := p.Call(context.Background(), connector.Operation{ID: "x/Y"})
		var e *connector.Error
		if !errors.As(err, &e) || e.Code != want {
			t.Errorf("%s: %v", want, err)
		} else if want == "ReadTimeout" && !e.Transient() {
			t.Error("a time-out may pass")
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := (&connector.Proxy{URL: slow.URL}).Call(ctx, connector.Operation{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestNoErrorTextHoldsASecret(t *testing.T) {
	op := connector.Operation{ID: "x/Y", Params: []connector.Param{{ID: "p", Value: python.Str("secret:DB")}}}
	quoted, _ := json.Marshal(secret)
	for _, answer := range []string{secret + key, `{"error": {"error_code": "E", "message": ` + string(quoted) + `}}`} {
		p, _, _ := proxy(t, 500, answer)
		_, err := p.Call(context.Background(), op)
		var e *connector.Error
		if !errors.As(err, &e) {
			t.Fatal(err)
		}
		if text := fmt.Sprint(e, e.Body, python.Repr(e.Payload())); strings.Contains(text, "word") || strings.Contains(text, key) {
			t.Error(text)
		}
	}
	p, _, _ := proxy(t, 200, "{}")
	op.Params = append(op.Params, connector.Param{ID: "q", Value: python.Str("secret:MISSING")})
	if _, err := p.Call(context.Background(), op); err == nil || !strings.Contains(err.Error(), "parameter q: there is no secret with the name MISSING") {
		t.Error(err)
	}
}

func TestCommandsOfAProxyFollowTheBuiltinOnes(t *testing.T) {
	p, _, _ := proxy(t, 200, `[{"id": "http/GetRequest", "parameters": []}, {"id": "db/Put", "parameters": [{"id": "row", "type": "any", "required": true}]}]`)
	list, err := p.Commands(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	last := list[len(list)-1]
	if len(list) != 7 || last.ID != "db/Put" || !last.Parameters[0].Required || list[0].Parameters[0] != (connector.Parameter{ID: "url", Type: "str", Required: true}) {
		t.Errorf("%+v", list)
	}
	p, _, _ = proxy(t, 401, `{"error": "Unauthorized"}`)
	if list, err := p.Commands(context.Background()); err == nil || len(list) != 6 {
		t.Error(list, err)
	}
}
