package connector

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"spiffmodeler/runner/python"
)

// builtinMethods are the methods of the operators that SpiffArena performs by itself: it never sends them to a proxy.
var builtinMethods = map[string]string{
	"http/GetRequest": http.MethodGet, "http/HeadRequest": http.MethodHead, "http/PostRequest": http.MethodPost,
	"http/PutRequest": http.MethodPut, "http/PatchRequest": http.MethodPatch, "http/DeleteRequest": http.MethodDelete,
}

// builtin performs an HTTP operator and returns the answer in the envelope that a proxy would have sent. Only http and
// https are spoken, also after a redirect; a HEAD request follows none.
//
// SpiffArena: connectors/http_connector.py (do).
func (p *Proxy) builtin(ctx context.Context, method string, params *python.Dict) (string, error) {
	req, err := builtinRequest(ctx, method, params)
	if err != nil {
		return "", err
	}
	client := &http.Client{}
	if method == http.MethodHead {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	body, err := p.readAll(resp.Body)
	if err != nil {
		return "", err
	}
	return envelope(resp, strings.ToValidUTF8(string(body), "\uFFFD"), truthy(params, "include_response_headers"))
}

func builtinRequest(ctx context.Context, method string, params *python.Dict) (*http.Request, error) {
	address, ok := params.Get("url")
	if !ok {
		return nil, &exception{"KeyError", "'url'"}
	}
	text, ok := address.(python.Str)
	if !ok {
		return nil, &exception{"AttributeError", "the url is no text"}
	}
	if strings.HasPrefix(string(text), "http://local/") {
		return nil, &exception{"ValueError", "http://local/ is SpiffArena's own interface, which is not here"}
	}
	body, kind, err := builtinBody(params)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, string(text), bytes.NewReader(body))
	if err != nil {
		return nil, &exception{"InvalidURL", err.Error()}
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return nil, &exception{"InvalidSchema", "the URL of a request must begin with http:// or https://"}
	}
	if query := pairs(params, "params"); len(query) > 0 {
		if req.URL.RawQuery != "" {
			req.URL.RawQuery += "&"
		}
		req.URL.RawQuery += query.Encode()
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for name, values := range pairs(params, "headers") {
		req.Header[http.CanonicalHeaderKey(name)] = values
	}
	if truthy(params, "basic_auth_username") && truthy(params, "basic_auth_password") {
		user, _ := params.Get("basic_auth_username")
		password, _ := params.Get("basic_auth_password")
		req.SetBasicAuth(python.ToStr(user), python.ToStr(password))
	}
	return req, nil
}

// builtinBody returns what a request sends and its content type.
func builtinBody(params *python.Dict) (body []byte, kind string, err error) {
	format := "json"
	if truthy(params, "body_format") {
		v, _ := params.Get("body_format")
		format = strings.ToLower(python.ToStr(v))
	}
	data, ok := params.Get("data")
	if !ok || data == python.None || format == "none" {
		return nil, "", nil
	}
	text, isText := data.(python.Str)
	_, isDict := data.(*python.Dict)
	_, isList := data.(*python.List)
	switch {
	case format == "json":
		body, err = python.ToJSON(data)
		return body, "application/json", err
	case format == "form" && isDict:
		return []byte(pairs(params, "data").Encode()), "application/x-www-form-urlencoded", nil
	case format == "raw" && (isDict || isList):
		body, err = python.ToJSON(data)
		return body, "", err
	case (format == "form" || format == "raw") && isText:
		return []byte(text), "", nil
	case format == "form" || format == "raw":
		return nil, "", &exception{"TypeError", "the data of a request must be a text or a dictionary"}
	}
	return nil, "", &exception{"ValueError", "body_format must be one of json, form, raw, or none"}
}

// pairs reads a parameter that holds names and values; a value may be a list of values, None is left out.
func pairs(params *python.Dict, name string) url.Values {
	v, _ := params.Get(name)
	d, ok := v.(*python.Dict)
	if !ok {
		return nil
	}
	out := url.Values{}
	for k, v := range d.All() {
		switch v := v.(type) {
		case *python.List:
			for _, x := range v.Items() {
				out.Add(python.ToStr(k), python.ToStr(x))
			}
		default:
			if v != python.None {
				out.Add(python.ToStr(k), python.ToStr(v))
			}
		}
	}
	return out
}

func truthy(params *python.Dict, name string) bool {
	v, ok := params.Get(name)
	return ok && python.Truth(v)
}

// envelope wraps an answer as connector proxies do.
func envelope(resp *http.Response, text string, withHeaders bool) (string, error) {
	var body python.Value = dict("raw_response", python.Str(text))
	if strings.Contains(resp.Header.Get("Content-Type"), "application/json") && text != "" {
		v, err := python.FromJSON([]byte(text))
		if err != nil {
			return "", &exception{"JSONDecodeError", err.Error()}
		}
		body = v
	}
	headers := python.NewDict()
	if withHeaders {
		for name, values := range resp.Header {
			headers.Set(name, python.Str(strings.Join(values, ", ")))
		}
	}
	var failed python.Value = python.None
	if code := resp.StatusCode; code >= 300 {
		failed = dict("error_code", python.Str(fmt.Sprintf("HttpError%d", code)),
			"message", python.Str(fmt.Sprintf("HTTP %d error from service. Response: %s", code, text)))
	}
	out, err := python.ToJSON(dict("command_response", dict("body", body, "mimetype", python.Str("application/json"),
		"http_status", python.Int(resp.StatusCode), "headers", headers),
		"command_response_version", python.Int(2), "error", failed, "spiff__logs", python.NewList()))
	return string(out), err
}

func dict(pairs ...any) *python.Dict {
	d := python.NewDict()
	for i := 0; i < len(pairs); i += 2 {
		d.Set(pairs[i].(string), pairs[i+1].(python.Value))
	}
	return d
}

// exception is a failure that has the name of a Python class in SpiffArena; the name is the code of the error.
type exception struct{ class, text string }

func (e *exception) Error() string { return e.text }

// readAll reads an answer up to the limit and closes it.
func (p *Proxy) readAll(body io.ReadCloser) ([]byte, error) {
	defer body.Close()
	most := p.MaxBody
	if most <= 0 {
		most = DefaultMaxBody
	}
	b, err := io.ReadAll(io.LimitReader(body, most+1))
	if err == nil && int64(len(b)) > most {
		err = fmt.Errorf("%w: more than %d MiB", errTooLong, most>>20)
	}
	return b, err
}

var errTooLong = errors.New("the answer is too long")
