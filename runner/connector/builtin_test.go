package connector_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"spiffmodeler/runner/connector"
	"spiffmodeler/runner/python"
)

// shop echoes what it is asked; some paths answer otherwise. The proxy beside it fails the test when it is asked at all.
func shop(t *testing.T) (url string, p *connector.Proxy) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		user, password, _ := r.BasicAuth()
		w.Header().Set("X-Shop", "open")
		fmt.Fprintf(w, "%s %s [%s] %s %s:%s %s", r.Method, r.URL.RequestURI(), body, r.Header.Get("Content-Type"), user, password, r.Header.Get("X-Kind"))
	})
	mux.HandleFunc("/json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		io.WriteString(w, `{"price": 3}`)
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"price": `)
	})
	mux.HandleFunc("/gone", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "sold out", http.StatusGone) })
	mux.HandleFunc("/long", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("x", 5000)) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/hosts")
		w.WriteHeader(302)
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/json", http.StatusFound) })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	asked := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the proxy was asked") }))
	t.Cleanup(asked.Close)
	return s.URL, &connector.Proxy{URL: asked.URL, APIKey: key, Timeout: 2 * time.Second, MaxBody: 4096,
		Secret: func(name string) (string, bool) { return secret, name == "DB" }}
}

func request(t *testing.T, p *connector.Proxy, operator, params string) (string, *connector.Error) {
	t.Helper()
	op := connector.Operation{ID: "http/" + operator}
	for k, v := range value(t, params).(*python.Dict).All() {
		op.Params = append(op.Params, connector.Param{ID: python.ToStr(k), Value: v})
	}
	r, err := p.Call(context.Background(), op)
	var e *connector.Error
	if err != nil && !errors.As(err, &e) {
		t.Fatal(err)
	}
	if e != nil {
		return "", e
	}
	d := r.Value.(*python.Dict)
	body, _ := d.Get("body")
	headers, _ := d.Get("headers")
	if name, ok := d.Get("operator_identifier"); !ok || python.ToStr(name) != op.ID {
		t.Errorf("the operator is %v", name)
	}
	text := python.Repr(body)
	if h := headers.(*python.Dict); h.Len() > 0 {
		v, _ := h.Get("X-Shop")
		text += " X-Shop " + python.ToStr(v)
	}
	return text, nil
}

// TestHTTPOperatorsAreNotSentToTheProxy: as in SpiffArena, which performs them itself.
func TestHTTPOperatorsAreNotSentToTheProxy(t *testing.T) {
	url, p := shop(t)
	for _, c := range []struct{ operator, params, want string }{
		{"GetRequest", `{"url": "` + url + `/echo?a=1", "params": {"b": [2, "x y"], "c": null, "d": true}, "headers": {"X-Kind": 7}}`,
			`{'raw_response': 'GET /echo?a=1&b=2&b=x+y&d=True []  : 7'}`},
		{"PostRequest", `{"url": "` + url + `/echo", "data": {"n": [1]}, "basic_auth_username": "me", "basic_auth_password": "secret:DB"}`,
			`{'raw_response': 'POST /echo [{"n":[1]}] application/json me:pass"word '}`},
		{"PutRequest", `{"url": "` + url + `/echo", "data": {"n": "a b"}, "body_format": "form", "include_response_headers": true}`,
			`{'raw_response': 'PUT /echo [n=a+b] application/x-www-form-urlencoded : '} X-Shop open`},
		{"PatchRequest", `{"url": "` + url + `/echo", "data": "plain", "body_format": "RAW"}`, `{'raw_response': 'PATCH /echo [plain]  : '}`},
		{"DeleteRequest", `{"url": "` + url + `/echo", "data": {"n": 1}, "body_format": "none"}`, `{'raw_response': 'DELETE /echo []  : '}`},
		{"GetRequest", `{"url": "` + url + `/moved"}`, `{'price': 3}`},
	} {
		if got, e := request(t, p, c.operator, c.params); e != nil || got != c.want {
			t.Errorf("%s gives %s (%v), want %s", c.operator, got, e, c.want)
		}
	}
}

// TestFailuresOfHTTPOperators can be caught by the process under SpiffArena's codes.
func TestFailuresOfHTTPOperators(t *testing.T) {
	url, p := shop(t)
	p.Timeout = 300 * time.Millisecond
	for params, want := range map[string]string{
		`{"url": "` + url + `/gone"}`:         "HttpError410 410",
		`{"url": "` + url + `/broken"}`:       "JSONDecodeError 500",
		`{"url": "` + url + `/long"}`:         "ContentDecodingError 500",
		`{"url": "` + url + `/slow"}`:         "ReadTimeout 500",
		`{"url": "` + url + `/file"}`:         "ConnectionError 500",
		`{"url": "ftp://shop/"}`:              "InvalidSchema 500",
		`{"url": "http://local/v1.0/status"}`: "ValueError 500",
		`{"url": 3}`:                          "AttributeError 500",
		`{}`:                                  "KeyError 500",
		`{"url": "` + url + `/echo", "data": 1, "body_format": "x"}`:      "ValueError 500",
		`{"url": "` + url + `/echo", "data": [1], "body_format": "form"}`: "TypeError 500",
	} {
		got, e := request(t, p, "PostRequest", params)
		if e == nil {
			t.Errorf("%s gives %s", params, got)
		} else if got := fmt.Sprintf("%s %d", e.Code, e.Status); got != want {
			t.Errorf("%s gives %s, want %s", params, got, want)
		}
	}
	op := connector.Operation{ID: "http/GetRequest", Params: []connector.Param{{ID: "url", Value: python.Str("file:///etc/hosts")}}}
	if _, err := p.Call(context.Background(), op); err == nil || !strings.Contains(err.Error(), "no folder of files is set") {
		t.Errorf("a file was asked for: %v", err)
	}
}
