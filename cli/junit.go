package cli

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// The elements of a JUnit report, with what the schema that Jenkins publishes knows.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name      string       `xml:"name,attr"`
		ClassName string       `xml:"classname,attr"`
		Time      string       `xml:"time,attr"`
		Skipped   *junitReason `xml:"skipped"`
		Error     *junitReason `xml:"error"`
		Failure   *junitReason `xml:"failure"`
	}
	junitReason struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// junit writes results as JUnit XML: a suite for each file. A test without expectation counts as skipped, a file that can't
// be read as an error.
func junit(results []testResult, took time.Duration) ([]byte, error) {
	all := junitSuites{Name: program + " test", Tests: len(results), Time: seconds(took.Seconds())}
	at := map[string]int{}
	spent := map[string]float64{}
	for _, r := range results {
		i, ok := at[r.File]
		if !ok {
			i = len(all.Suites)
			at[r.File] = i
			all.Suites = append(all.Suites, junitSuite{Name: r.File})
		}
		suite := &all.Suites[i]
		c := junitCase{Name: r.name(), ClassName: r.File, Time: seconds(r.Seconds)}
		text := r.place() + "\n" + strings.Join(append([]string{r.Message}, r.details(-1)...), "\n")
		switch {
		case r.Outcome == passed:
		case r.Outcome == noExpect:
			c.Skipped = &junitReason{Message: noExpect + ": " + r.Message}
			suite.Skipped++
		case r.Kind == "file":
			c.Error = &junitReason{Message: firstLine(r.Message), Type: "unreadable", Text: text}
			suite.Errors++
			all.Errors++
		default:
			c.Failure = &junitReason{Message: firstLine(r.Message), Type: r.Kind, Text: text}
			suite.Failures++
			all.Failures++
		}
		suite.Tests++
		suite.Cases = append(suite.Cases, c)
		spent[r.File] += r.Seconds
	}
	for i := range all.Suites {
		all.Suites[i].Time = seconds(spent[all.Suites[i].Name])
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(text, '\n')...), nil
}

func seconds(s float64) string { return fmt.Sprintf("%.3f", s) }
