package python

import (
	"context"
	"testing"
)

// A condition of a gateway on data of usual size.
func BenchmarkCondition(b *testing.B) {
	p, err := ParseExpr(`amount > 100 and status == "open" and order["customer"]["tier"] == "gold"`)
	if err != nil {
		b.Fatal(err)
	}
	v, _ := FromJSON([]byte(`{"amount": 250, "status": "open", "note": "x", "items": [1, 2], "order": {"id": 7, "customer": {"name": "Zoë", "tier": "gold"}}}`))
	data := v.(*Dict)
	env := &Env{}
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		if v, err := env.Eval(ctx, p, data, nil); err != nil || v != Bool(true) {
			b.Fatal(v, err)
		}
	}
}

// A loop of 1,000 iterations in a script.
func BenchmarkLoop(b *testing.B) {
	p, err := ParseScript("total = 0\nfor i in range(1000):\n    if i % 3 == 0:\n        total += i * 2\n    else:\n        total -= 1\n")
	if err != nil {
		b.Fatal(err)
	}
	env := &Env{}
	ctx := context.Background()
	data := NewDict()
	b.ReportAllocs()
	for b.Loop() {
		if err := env.Exec(ctx, p, data, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// Calls of a function that a script defines.
func BenchmarkCalls(b *testing.B) {
	p, err := ParseScript("def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nr = fib(15)\n")
	if err != nil {
		b.Fatal(err)
	}
	env := &Env{}
	b.ReportAllocs()
	for b.Loop() {
		if err := env.Exec(context.Background(), p, NewDict(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

// A comprehension over dictionaries, the usual work of scripts.
func BenchmarkComprehension(b *testing.B) {
	p, err := ParseExpr(`sum([line["qty"] * line["price"] for line in lines if line["qty"]])`)
	if err != nil {
		b.Fatal(err)
	}
	data := NewDict()
	lines := NewList()
	for i := range 100 {
		d := NewDict()
		d.Set("sku", Str("A"))
		d.Set("qty", Int(i))
		d.Set("price", Float(1.5))
		lines.Append(d)
	}
	data.Set("lines", lines)
	env := &Env{}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := env.Eval(context.Background(), p, data, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := "total = 0\nfor line in order[\"lines\"]:\n    total += line[\"qty\"] * line[\"price\"]\nif total > 100:\n    level = \"high\"\nelse:\n    level = f\"low {total:.2f}\"\n"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseScript(src); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSteps plays the data side of 1,000 steps of a process: data are inherited by a shallow copy of each value, the
// script appends to a list and counts, and the changes are journaled.
func BenchmarkSteps(b *testing.B) {
	p, err := ParseScript("n = n + 1\nlog.append(n)")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		heap := &Heap{}
		env := &Env{Heap: heap}
		data := NewDict()
		data.Set("n", Int(0))
		data.Set("log", NewList())
		heap.Adopt(data)
		for range 1000 {
			heap.Begin()
			next := NewDict()
			for k, v := range data.All() {
				c, _ := ShallowCopy(v)
				next.Set(string(k.(Str)), c)
			}
			heap.Adopt(next)
			data = next
			if err := env.Exec(context.Background(), p, data, nil); err != nil {
				b.Fatal(err)
			}
		}
	}
}
