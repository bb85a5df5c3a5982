package connector

import (
	"fmt"
	"regexp"
	"strings"

	"spiffmodeler/runner/python"
)

// secrets puts secrets and files into the parameters of one call and remembers what must not be shown.
type secrets struct {
	proxy *Proxy
	used  []string
}

const (
	secretPrefix = "secret:"
	filePrefix   = "file:"
)

var secretName = regexp.MustCompile(`\bSPIFF_SECRET:(\w+)`)

// params returns the parameters of a call with what they name in place.
func (s *secrets) params(op Operation) (*python.Dict, error) {
	d := python.NewDict()
	for _, p := range op.Params {
		v, err := s.replace(p.Value, 0)
		if err != nil {
			return nil, fmt.Errorf("parameter %s: %w", p.ID, err)
		}
		d.Set(p.ID, v)
	}
	return d, nil
}

// request is the body of a call to the proxy.
func (s *secrets) request(op Operation, d *python.Dict) ([]byte, error) {
	d.Set("spiff__process_instance_id", python.Int(op.Instance))
	d.Set("spiff__process_model_identifier", python.Str(op.Model))
	d.Set("spiff__task_id", python.Str(op.TaskID))
	if op.Data != nil {
		d.Set("spiff__task_data", op.Data)
	}
	d.Set("spiff__callback_url", python.Str(op.Callback))
	return python.ToJSON(d)
}

const maxNesting = 200

// replace puts the secrets that texts name into a copy of a value. Only texts and what dictionaries hold are looked at.
//
// SpiffArena: services/service_task_delegate.py (value_with_secrets_replaced).
func (s *secrets) replace(v python.Value, depth int) (python.Value, error) {
	switch v := v.(type) {
	case python.Str:
		text, err := s.text(string(v))
		return python.Str(text), err
	case *python.Dict:
		if depth > maxNesting {
			return nil, fmt.Errorf("dictionaries are nested more than %d levels deep", maxNesting)
		}
		c := python.NewDict()
		for key, x := range v.All() {
			x, err := s.replace(x, depth+1)
			if err != nil {
				return nil, err
			}
			if err := c.SetKey(key, x); err != nil {
				return nil, err
			}
		}
		return c, nil
	}
	return v, nil
}

func (s *secrets) text(v string) (string, error) {
	if name, ok := strings.CutPrefix(v, secretPrefix); ok {
		return s.secret(name)
	}
	if path, ok := strings.CutPrefix(v, filePrefix); ok {
		if s.proxy.File == nil {
			return "", fmt.Errorf("the file %s cannot be sent: no folder of files is set", path)
		}
		return s.proxy.File(path)
	}
	// The engine puts the first secret that is named in the place of each.
	m := secretName.FindStringSubmatch(v)
	if m == nil {
		return v, nil
	}
	value, err := s.secret(m[1])
	if err != nil {
		return "", err
	}
	return secretName.ReplaceAllLiteralString(v, value), nil
}

func (s *secrets) secret(name string) (string, error) {
	if s.proxy.Secret != nil {
		if value, ok := s.proxy.Secret(name); ok {
			s.used = append(s.used, value)
			return value, nil
		}
	}
	return "", fmt.Errorf("there is no secret with the name %s", name)
}

// hide removes every secret of the call, and the key of the proxy, from a text.
func (s *secrets) hide(text string) string {
	for _, v := range append(s.used, s.proxy.APIKey) {
		if v == "" {
			continue
		}
		text = strings.ReplaceAll(text, v, "***")
		if b, err := python.ToJSON(python.Str(v)); err == nil { // as it stands in JSON
			text = strings.ReplaceAll(text, strings.Trim(string(b), `"`), "***")
		}
	}
	return text
}
