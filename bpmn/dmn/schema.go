package dmn

import (
	"slices"
	"strings"
	"unicode"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/xmltree"
)

// content says what an element of a type may hold.
type content struct {
	// attrs are the attributes without prefix; "!" marks those that must be there, "#" one that is an id, "=" one with
	// listed values.
	attrs string
	// parts are the child elements in order. A part is a name or a choice "a|b"; a name with another type than its own is
	// "name:type"; "?" means at most one, "*" any number, "+" at least one.
	parts string
}

const (
	element = "id# label "
	named   = element + "name! "
	head    = "description:string? extensionElements? "
	hit     = "hitPolicy=hitPolicy aggregation=aggregation preferredOrientation=orientation outputLabel"
	// expressions are the elements that can stand for a value.
	expressions = "literalExpression|invocation|decisionTable|context|functionDefinition|relation|list"
	links       = "supportedObjective:reference* impactedPerformanceIndicator:reference* decisionMaker:reference* decisionOwner:reference* " +
		"usingProcess:reference* usingTask:reference* "
)

// listed are the values of attributes that have few.
var listed = map[string][]string{
	"hitPolicy":   {"UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"},
	"aggregation": {"SUM", "COUNT", "MIN", "MAX"},
	"orientation": {"Rule-as-Row", "Rule-as-Column", "CrossTable"},
}

// types13 is DMN 1.3 as far as decision tables need it. What is inside a type without a row is not looked at.
var types13 = map[string]content{
	"definitions": {named + "namespace! expressionLanguage typeLanguage exporter exporterVersion", head + "import* itemDefinition* " +
		"decision|businessKnowledgeModel|inputData|knowledgeSource|decisionService* group|textAnnotation|association* " +
		"elementCollection* performanceIndicator|organizationUnit* DMNDI?"},
	"decision": {named, head + "question:string? allowedAnswers:string? variable:informationItem? informationRequirement* " +
		"knowledgeRequirement* authorityRequirement* " + links + expressions + "?"},
	"inputData":              {named, head + "variable:informationItem?"},
	"informationItem":        {named + "typeRef", head},
	"informationRequirement": {element, head + "requiredDecision:reference|requiredInput:reference"},
	"knowledgeRequirement":   {element, head + "requiredKnowledge:reference"},
	"authorityRequirement":   {element, head + "requiredDecision:reference|requiredInput:reference|requiredAuthority:reference"},
	"knowledgeSource":        {named + "locationURI", head + "authorityRequirement* type:string? owner:reference?"},
	"reference":              {"href!", ""},
	"decisionTable":          {element + "typeRef " + hit, head + "input* output+ annotation* rule*"},
	"input":                  {element, head + "inputExpression:literalExpression inputValues:unaryTests?"},
	"output":                 {element + "name typeRef", head + "outputValues:unaryTests? defaultOutputEntry:literalExpression?"},
	"annotation":             {"name", ""},
	"rule":                   {element, head + "inputEntry:unaryTests* outputEntry:literalExpression+ annotationEntry*"},
	"annotationEntry":        {"", "text:string?"},
	"unaryTests":             {element + "typeRef expressionLanguage", head + "text:string"},
	"literalExpression":      {element + "typeRef expressionLanguage", head + "text:string|importedValues?"},
	"textAnnotation":         {element + "textFormat", head + "text:string?"},
	"string":                 {"", ""},
	"extensionElements":      {"", "*"},
}

// types11 is what DMN 1.1 has otherwise.
var types11 = map[string]content{
	"definitions": {named + "namespace! expressionLanguage typeLanguage exporter exporterVersion", head + "import* itemDefinition* " +
		"decision|businessKnowledgeModel|inputData|knowledgeSource* textAnnotation|association* " +
		"elementCollection* performanceIndicator|organizationUnit*"},
	"informationRequirement": {"", "requiredDecision:reference|requiredInput:reference"},
	"knowledgeRequirement":   {"", "requiredKnowledge:reference"},
	"authorityRequirement":   {"", "requiredDecision:reference|requiredInput:reference|requiredAuthority:reference"},
	"decisionTable":          {element + "typeRef " + hit, head + "input* output+ rule*"},
	"rule":                   {element, head + "inputEntry:unaryTests* outputEntry:literalExpression+"},
	"unaryTests":             {element + "expressionLanguage", head + "text:string"},
}

// SchemaProblems returns what the XML schema of the file's DMN version forbids in decisions and decision tables.
// SpiffWorkflow reads a file only if it keeps to the schema, unless it was told not to look. Versions other than 1.1, 1.2
// and 1.3 have no schema there, and that of 1.2 refers to something that does not exist, so that every such file is refused
// (SpiffWorkflow: dmn/parser/BpmnDmnParser.py, dmn/parser/schema).
func (d *Document) SchemaProblems() []bpmn.Problem {
	c := schemaCheck{reader: reader{ns: d.ns, file: d.Name()}, ids: map[string]bool{}}
	switch d.ns {
	case NS11:
		c.old = types11
	case NS12:
		c.fail(d.xml.Root(), "SpiffWorkflow refuses every DMN 1.2 file, because its schema of this version is broken: "+
			"save the file as DMN 1.3, or switch the schema validation off")
		return c.problems
	case NS13:
	default:
		return nil
	}
	c.check(d.xml.Root(), "definitions")
	return c.problems
}

type schemaCheck struct {
	reader
	old map[string]content
	ids map[string]bool
}

func (c *schemaCheck) content(name string) (content, bool) {
	if t, ok := c.old[name]; ok {
		return t, true
	}
	t, ok := types13[name]
	return t, ok
}

// check looks at an element of a type and at what it holds.
func (c *schemaCheck) check(n *xmltree.Node, name string) {
	t, ok := c.content(name)
	if !ok {
		return
	}
	c.attributes(n, t)
	if name == "string" {
		if kids := n.ChildElements(); len(kids) > 0 {
			c.fail(kids[0], "<%s> is not allowed in <%s>, which holds text only", kids[0].Local(), n.Local())
		}
		return
	}
	if text := strings.TrimSpace(n.Text()); text != "" {
		c.fail(n, "<%s> must not hold text: %q", n.Local(), text)
	}
	kids := n.ChildElements()
	for _, p := range strings.Fields(t.parts) {
		if p == "*" { // anything of other namespaces
			kids = slices.DeleteFunc(kids, func(k *xmltree.Node) bool { return k.NS != c.ns })
			break
		}
		kids = c.part(n, p, kids)
	}
	if len(kids) > 0 {
		c.fail(kids[0], "<%s> is not allowed at this place in <%s>", kids[0].El.FullTag(), n.Local())
	}
}

// part takes the children that belong to one part and returns the rest.
func (c *schemaCheck) part(n *xmltree.Node, p string, kids []*xmltree.Node) []*xmltree.Node {
	least, most := 1, 1
	switch p[len(p)-1] {
	case '?':
		least = 0
	case '*':
		least, most = 0, len(kids)
	case '+':
		most = len(kids)
	}
	names := strings.Split(strings.TrimRight(p, "?*+"), "|")
	taken := 0
	for taken < most && taken < len(kids) {
		k := kids[taken]
		typ := ""
		for _, name := range names {
			local, of, other := strings.Cut(name, ":")
			if !other {
				of = local
			}
			if k.Local() == local && (k.NS == c.ns || local == "DMNDI") {
				typ = of
			}
		}
		if typ == "" {
			break
		}
		c.check(k, typ)
		taken++
	}
	if taken < least {
		local, _, _ := strings.Cut(names[0], ":")
		c.fail(n, "<%s> has no <%s>", n.Local(), local)
	}
	return kids[taken:]
}

func (c *schemaCheck) attributes(n *xmltree.Node, t content) {
	allowed := strings.Fields(t.attrs)
	for _, a := range n.El.Attr {
		if a.Space != "" || a.Key == "xmlns" {
			continue
		}
		if !slices.ContainsFunc(allowed, func(w string) bool { return attrName(w) == a.Key }) {
			c.fail(n, "<%s> must not have an attribute %s", n.Local(), a.Key)
		}
	}
	for _, w := range allowed {
		key := attrName(w)
		v, ok := n.Attr("", key)
		switch _, values, _ := strings.Cut(w, "="); {
		case !ok && strings.HasSuffix(w, "!"):
			c.fail(n, "<%s> has no %s", n.Local(), key)
		case !ok:
		case values != "" && !slices.Contains(listed[values], v):
			c.fail(n, "%s of <%s> is %q; it can be %s", key, n.Local(), v, strings.Join(listed[values], ", "))
		case strings.HasSuffix(w, "#"):
			c.id(n, v)
		case key == "typeRef" && c.ns == NS11:
			c.qualified(n, v)
		}
	}
}

func attrName(word string) string {
	word, _, _ = strings.Cut(word, "=")
	return strings.TrimRight(word, "!#")
}

// id checks that an id is a name and is used once.
func (c *schemaCheck) id(n *xmltree.Node, v string) {
	v = strings.TrimSpace(v)
	if !isNCName(v) {
		c.fail(n, "the id %q of <%s> must begin with a letter or _ and consist of letters, digits, '.', '-' and '_'", v, n.Local())
	}
	if c.ids[v] {
		c.fail(n, "the id %q is used twice", v)
	}
	c.ids[v] = true
}

// qualified checks a name with a prefix.
func (c *schemaCheck) qualified(n *xmltree.Node, v string) {
	prefix, local, ok := strings.Cut(strings.TrimSpace(v), ":")
	if !ok {
		prefix, local = "", prefix
	}
	if !isNCName(local) || ok && n.URI(prefix) == "" {
		c.fail(n, "typeRef of <%s> is %q, which is no name of a type", n.Local(), v)
	}
}

func isNCName(s string) bool {
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r):
		case i > 0 && (r == '-' || r == '.' || r == 0xb7 || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)):
		default:
			return false
		}
	}
	return s != ""
}
