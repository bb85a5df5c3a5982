package python

import (
	"context"
	"errors"
	"os"
	"runtime/metrics"
	"strings"
	"testing"
	"time"
)

// attacks are scripts that want more than they may have. Each must end with a limit error that it cannot catch.
var attacks = map[string]string{
	"endless loop":          "while True: pass",
	"endless for":           "l = [1]\nfor x in l: l.append(x)",
	"endless sum":           "sum(range(10**12))",
	"endless comprehension": "[0 for _ in iter(int, 1)]",
	"endless any":           "any(0 for _ in iter(int, 1))",
	"endless list":          "list(iter(int, 1))",
	"endless iterator":      "import itertools\nsum(itertools.count())",
	"endless cycle":         "import itertools\nfor x in itertools.cycle([1]): pass",
	"endless generator":     "def g():\n    while True: yield 1\nfor x in g(): pass",
	"endless map":           "list(map(str, iter(int, 1)))",
	"endless in":            "1 in iter(int, 5)",
	"endless max":           "max(iter(int, 1))",
	"endless unpacking":     "a, *b = iter(int, 1)",
	"endless star":          "print(*iter(int, 1))",
	"endless filter":        "next(filter(None, iter(int, 1)))",
	"endless zip":           "for x in zip(iter(int, 1)): pass",
	"endless dropwhile":     "import itertools\nnext(itertools.dropwhile(lambda x: True, itertools.count()))",
	"endless groupby":       "import itertools\nnext(itertools.groupby(iter(int, 1)))",

	"caught":              "while True:\n    try:\n        while True: pass\n    except:\n        pass",
	"caught base":         "while True:\n    try:\n        x = [0] * 10**9\n    except BaseException:\n        pass",
	"finally":             "def f():\n    try:\n        while True: pass\n    finally:\n        while True: pass\nf()",
	"with":                "class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): return True\nwhile True:\n    with M():\n        while True: pass",
	"getattr":             "class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().x",
	"hasattr":             "class A:\n    def __getattr__(self, n):\n        while True: pass\nwhile True: hasattr(A(), 'x')",
	"deep eq":             "class A:\n    def __eq__(self, o): return self == o\nA() == A()",
	"deep repr":           "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
	"deep hash":           "class A:\n    def __hash__(self): return hash(self)\nhash(A())",
	"deep iter":           "class A:\n    def __iter__(self): return iter(self)\nlist(A())",
	"deep add":            "class A:\n    def __add__(self, o): return self + o\nA() + 1",
	"deep item":           "class A:\n    def __getitem__(self, o): return self[o]\nA()[1]",
	"deep str":            "class A:\n    def __str__(self): return str(self)\nstr(A())",
	"deep call":           "class A:\n    def __call__(self): return self()\nA()()",
	"deep bool":           "class A:\n    def __bool__(self): return bool(self)\nbool(A())",
	"deep len":            "class A:\n    def __len__(self): return len(self)\nlen(A())",
	"deep init":           "class A:\n    def __init__(self): A()\nA()",
	"deep prop":           "class A:\n    @property\n    def x(self): return self.x\nA().x",
	"recursion":           "def f(n): return f(n + 1)\nf(0)",
	"lambda":              "f = lambda: f()\nf()",
	"two":                 "def f(): g()\ndef g(): f()\nf()",
	"map recursion":       "def f(x): return list(map(f, [x]))\nf(1)",
	"sort recursion":      "def f(x): return sorted([1, 2], key=f)\nf(1)",
	"generator recursion": "def g():\n    yield from g()\nlist(g())",
	"genexp recursion":    "def f(): return sum(x for x in [f()])\nf()",
	"class recursion":     "def f():\n    class A:\n        f()\nf()",
	"reduce recursion":    "import functools\ndef f(a, b): return functools.reduce(f, [1, 2])\nf(1, 2)",
	"partial":             "import functools\nf = functools.partial(print)\nfor i in range(10**6): f = functools.partial(f)\nf()",
	"many generators":     "def g():\n    yield 1\nl = []\nwhile True:\n    x = g()\n    next(x)\n    l.append(x)",

	"squaring":       "x = 3\nwhile True: x = x * x",
	"power":          "10 ** 10 ** 10",
	"tower":          "2 ** 2 ** 2 ** 2 ** 2 ** 2",
	"shift":          "1 << 10 ** 9",
	"shift loop":     "x = 1\nwhile True: x <<= 1000",
	"factorial":      "import math\nmath.factorial(10 ** 9)",
	"comb":           "import math\nmath.comb(10 ** 9, 5 * 10 ** 8)",
	"lcm":            "import math\nx = 1\nfor i in range(10 ** 6): x = math.lcm(x, i + 1)",
	"int of text":    "int('1' * 10 ** 7, 16)",
	"pow mod":        "while True: pow(3 ** 20000, 3 ** 20000, 3 ** 20000)",
	"product":        "import math\nmath.prod(range(1, 10 ** 6))",
	"decimal power":  "import decimal\nwhile True: decimal.Decimal('1.0000001') ** 123456789",
	"decimal digits": "import decimal\ndecimal.getcontext().prec = 10 ** 6\nx = decimal.Decimal(1) / 3\nwhile True: x = x * x",
	"decimal text":   "import decimal\nx = decimal.Decimal('1' * 10 ** 7)",
	"decimal int":    "import decimal\nint(decimal.Decimal('1e999999'))",
	"decimal format": "import decimal\nwhile True: format(decimal.Decimal('1e999999'), 'f')",
	"bits":           "import random\nrandom.getrandbits(10 ** 10)",
	"fraction sum":   "import statistics\nstatistics.mean([1e-300 * i for i in range(10 ** 6)])",

	"list times":      "[0] * 10 ** 9",
	"text times":      "'a' * 10 ** 10",
	"tuple times":     "(1, 2) * 10 ** 9",
	"bytes times":     "b'a' * 10 ** 10",
	"bytes":           "bytes(10 ** 10)",
	"range list":      "list(range(10 ** 9))",
	"range tuple":     "tuple(range(10 ** 9))",
	"range set":       "set(range(10 ** 9))",
	"range sorted":    "sorted(range(10 ** 9))",
	"range dict":      "dict.fromkeys(range(10 ** 9))",
	"doubling text":   "s = 'a'\nwhile True: s += s",
	"doubling list":   "l = [1]\nwhile True: l += l",
	"doubling tuple":  "l = (1,)\nwhile True: l += l",
	"growing list":    "l = []\nwhile True: l.append('x' * 1000)",
	"growing nested":  "l = []\nwhile True: l = [l, l]",
	"growing dict":    "d = {}\ni = 0\nwhile True:\n    i += 1\n    d[i] = str(i)",
	"growing set":     "s = set()\ni = 0\nwhile True:\n    i += 1\n    s.add(i)",
	"growing object":  "class A: pass\na = A()\ni = 0\nwhile True:\n    i += 1\n    setattr(a, 'x%d' % i, i)",
	"growing closure": "f = None\ndef make(g):\n    return lambda: g\nwhile True: f = make(f)",
	"growing iter":    "l = []\nwhile True: l.append(iter([0] * 10000))",
	"growing chain":   "import itertools\nit = iter([])\nwhile True: it = itertools.chain(it, [1])",
	"growing deque":   "import collections\nd = collections.deque()\nwhile True: d.append('x' * 100)",
	"growing inside":  "l = []\ndef f():\n    while True: l.append('x' * 1000)\nf()",
	"growing in data": "def f(d):\n    while True: d.append([0] * 100)\nx = []\nf(x)",
	"growing match":   "import re\nl = []\nwhile True: l.append(re.match('.*', 'x' * 1000))",
	"replace":         "('a' * 10 ** 6).replace('a', 'b' * 10 ** 6)",
	"replace empty":   "('a' * 10 ** 6).replace('', 'b' * 10 ** 6)",
	"join":            "'x'.join(['a' * 10 ** 6] * 10 ** 6)",
	"join sep":        "('x' * 10 ** 6).join(['a'] * 10 ** 6)",
	"split":           "while True: ('a,' * 10 ** 6).split(',')",
	"ljust":           "'a'.ljust(10 ** 10)",
	"center":          "'a'.center(10 ** 10)",
	"zfill":           "'a'.zfill(10 ** 10)",
	"expandtabs":      "('\\t' * 10 ** 6).expandtabs(10 ** 9)",
	"translate":       "('a' * 10 ** 6).translate({97: 'b' * 10 ** 6})",
	"format width":    "'{:10000000000}'.format(1)",
	"format nested":   "'{:{}}'.format(1, 10 ** 9)",
	"f-string width":  "f'{1:{10 ** 9}}'",
	"f-string zeros":  "f'{1:0{10 ** 9},}'",
	"format digits":   "f'{1.5:.{10 ** 9}f}'",
	"format many":     "('{0}' * 10 ** 5).format('x' * 10 ** 5)",
	"percent width":   "'%1000000000d' % 1",
	"percent star":    "'%*d' % (10 ** 9, 1)",
	"percent digits":  "'%.1000000000f' % 1.5",
	"percent int":     "'%.1000000000d' % 5",
	"json indent":     "import json\njson.dumps([[1]], indent=10 ** 10)",
	"json deep":       "import json\nl = []\nfor i in range(10 ** 5): l = [l]\njson.dumps(l)",
	"json text":       "import json\njson.loads('[' * 10 ** 6)",
	"product tool":    "import itertools\nlist(itertools.product(range(1000), repeat=4))",
	"product repeat":  "import itertools\nitertools.product([1], repeat=10 ** 9)",
	"permutations":    "import itertools\nlist(itertools.permutations(range(20)))",
	"combinations":    "import itertools\nfor x in itertools.combinations(range(100), 50): pass",
	"counter":         "import collections\nlist(collections.Counter(a=10 ** 10).elements())",
	"sample":          "import random\nrandom.choices([1], k=10 ** 10)",
	"tee":             "import itertools\na, b = itertools.tee(itertools.count())\nfor x in a: pass",
	"wrap":            "import textwrap\nwhile True: textwrap.wrap('a ' * 10 ** 5, 10)",
	"indent":          "import textwrap\ntextwrap.indent('a\\n' * 10 ** 6, 'x' * 10 ** 6)",
	"base64":          "import base64\nx = b'a'\nwhile True: x = base64.b64encode(x)",
	"hash":            "import hashlib\nx = b'a' * 10 ** 6\nwhile True: hashlib.sha256(x).digest()",
	"sleep":           "import time\nwhile True: time.sleep(1)",

	"deep list repr":  "l = []\nfor i in range(10 ** 5): l = [l]\nrepr(l)",
	"deep list eq":    "l = []\nm = []\nfor i in range(10 ** 5): l, m = [l], [m]\nl == m",
	"deep list lt":    "l = []\nm = []\nfor i in range(10 ** 5): l, m = [l], [m]\nl < m",
	"deep tuple hash": "l = ()\nfor i in range(10 ** 5): l = (l,)\nhash(l)",
	"deep dict eq":    "l = {}\nm = {}\nfor i in range(10 ** 5): l, m = {'a': l}, {'a': m}\nl == m",
	"deep dict repr":  "l = {}\nfor i in range(10 ** 5): l = {'a': l}\nstr(l)",
	"deep copy":       "import copy\nl = []\nfor i in range(10 ** 5): l = [l]\ncopy.deepcopy(l)",
	"deep set":        "l = frozenset()\nfor i in range(10 ** 5): l = frozenset([l])\nhash(l)",
	"self list eq":    "a = []\na.append(a)\nb = []\nb.append(b)\na == b",
	"self dict eq":    "a = {}\na['a'] = a\nb = {}\nb['a'] = b\na == b",
	"self json":       "while True:\n    import json\n    a = []\n    a.append(a)\n    try: json.dumps(a)\n    except ValueError: pass",
	"deep chain":      "import itertools\nit = iter([])\nfor i in range(10 ** 5): it = itertools.chain(it)\nnext(it, 0)",
	"deep map":        "it = iter([1])\nfor i in range(10 ** 5): it = map(str, it)\nnext(it)",
	"deep genexp":     "it = iter([1])\nfor i in range(10 ** 5): it = (x for x in it)\nnext(it)",
	"deep cause":      "def f():\n    try:\n        f()\n    except:\n        f()\nf()",
	"isinstance":      "t = int\nfor i in range(10 ** 5): t = (t,)\nisinstance('', t)",

	"regular expression":      "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
	"regular expression two":  "import re\nre.findall('(x+x+)+y', 'x' * 50)",
	"regular expression many": "import re\nwhile True:\n    re.search('(a|a)*b', 'a' * 25)",
	"strptime":                "import datetime\nwhile True: datetime.datetime.strptime('2024-01-01', '%Y-%m-%d')",
}

// attackLimits are smaller than those of a run, so that the test is quick: attacks differ in what they reach a limit with,
// not in how long it takes. With SPIFF_FULL_LIMITS=1 they get the limits of a run.
func attackLimits() Limits {
	if os.Getenv("SPIFF_FULL_LIMITS") != "" {
		return DefaultLimits
	}
	return Limits{Steps: DefaultLimits.Steps / 40, Bytes: DefaultLimits.Bytes / 8, Time: 150 * time.Millisecond}
}

func TestAttacksEndWithALimit(t *testing.T) {
	limits := attackLimits()
	for name, src := range attacks {
		t.Run(name, func(t *testing.T) {
			p, err := ParseScript(src)
			if err != nil {
				t.Fatal(err)
			}
			peak := watchMemory()
			start := time.Now()
			err = (&Env{Limits: limits}).Exec(context.Background(), p, NewDict(), nil)
			took := time.Since(start)
			mb := peak() >> 20
			var limit *LimitError
			if !errors.As(err, &limit) {
				t.Fatalf("ended with %v, not with a limit", err)
			}
			if took > 10*time.Second { // a loaded machine may take its time
				t.Errorf("took %v", took)
			}
			if mb > 4*limits.Bytes>>20 {
				t.Errorf("took %d MiB (%v)", mb, limit)
			}
			t.Logf("%v after %v with %d MiB", limit, took, mb)
		})
	}
}

// watchMemory looks at the heap while something runs; the function it returns gives the greatest growth in bytes.
func watchMemory() func() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() int64 {
		metrics.Read(sample)
		return int64(sample[0].Value.Uint64())
	}
	before, peak := read(), int64(0)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			peak = max(peak, read()-before)
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	return func() int64 {
		close(stop)
		<-done
		return peak
	}
}

// bombs are texts that want too much of the parser; an error is as good as a program.
func TestParserSurvivesBombs(t *testing.T) {
	n := 30_000
	for _, src := range []string{
		strings.Repeat("(", n), strings.Repeat("[", n) + strings.Repeat("]", n), strings.Repeat("{", n), strings.Repeat("-", n) + "1",
		strings.Repeat("not ", n) + "1", strings.Repeat("1+", n) + "1", strings.Repeat("a.", n) + "b", "a" + strings.Repeat("()", n),
		strings.Repeat("lambda:", n) + "1", strings.Repeat("1 if 1 else ", n) + "1", strings.Repeat("2**", n) + "2", strings.Repeat("a=", n) + "1",
		strings.Repeat("a and ", n) + "b", strings.Repeat("a<", n) + "b", strings.Repeat("f'{", n), strings.Repeat("x[", n), strings.Repeat("\\\n", n),
		strings.Repeat("if 1:\n ", n), strings.Repeat("'a' ", n), "f'" + strings.Repeat("{x}", n) + "'", strings.Repeat("a,", n), strings.Repeat("*", n),
		strings.Repeat("(yield ", n), strings.Repeat("await ", n), strings.Repeat("@a\n", n) + "def f(): pass", strings.Repeat("a:=", n),
		strings.Repeat("[x for x in ", 500) + "y" + strings.Repeat("]", 500), "f(" + strings.Repeat("**a,", n) + ")", strings.Repeat("a;", n),
		"match a:\n case " + strings.Repeat("(", n), "match a:\n case " + strings.Repeat("a|", n) + "b", "x = " + strings.Repeat("9", n),
	} {
		start := time.Now()
		for _, parse := range []func(string) (*Program, error){ParseExpr, ParseScript} {
			if p, err := parse(src); err == nil {
				env := &Env{}
				if p.IsScript() {
					env.Exec(context.Background(), p, NewDict(), nil)
				} else {
					env.Eval(context.Background(), p, NewDict(), nil)
				}
			}
		}
		if took := time.Since(start); took > 10*time.Second { // a loaded machine may take its time
			t.Errorf("%.20q… took %v", src, took)
		}
	}
}

func TestStopEndsAProgram(t *testing.T) {
	p, _ := ParseScript("while True: pass")
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	err := (&Env{}).Exec(ctx, p, NewDict(), nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("ended with %v", err)
	}
}

// What a program must not reach by any way.
func TestNoReflection(t *testing.T) {
	for _, src := range []string{
		"(1).__class__.__bases__", "''.__class__.__mro__", "(lambda: 0).__globals__", "(lambda: 0).__code__", "len.__self__",
		"getattr(1, '__reduce__')", "'{0.__class__.__init__}'.format(1)", "'{0.__globals__}'.format(lambda: 0)", "f'{(lambda: 0).__closure__}'",
		"type(1).__subclasses__", "[].__iter__", "().__class__.__base__.__subclasses__()", "print.__module__", "Exception.__init_subclass__",
		"__import__('os')", "open('/etc/passwd')", "eval('1')", "exec('1')", "compile('1', '', 'eval')", "__builtins__", "input()", "breakpoint()",
		"globals()['__builtins__']", "vars(len)", "__loader__", "memoryview(b'')",
	} {
		p, err := ParseExpr(src)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := (&Env{}).Eval(context.Background(), p, NewDict(), nil); err == nil {
			t.Errorf("%s gives %s", src, Repr(v))
		}
	}
}
