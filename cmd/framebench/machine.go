package main

import (
	"fmt"
	"os"
	"strings"
)

// load returns how many processes wanted to run in the last minute; zero where
// the system doesn't tell.
func load() (one float64) {
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		// A system that writes something else there has no load to tell.
		_, _ = fmt.Sscan(string(text), &one)
	}
	return one
}

// resident returns the memory of the process in MB; zero where the system
// doesn't tell.
func resident() int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, found := strings.Cut(string(text), "VmRSS:")
	kb := 0
	if found {
		_, _ = fmt.Sscan(rest, &kb)
	}
	return kb / 1024
}
