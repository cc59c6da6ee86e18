package main

import (
	"strconv"
	"strings"
)

// option reads "--name" or "--name=value".
func option(text string) (name, value string, isOption bool) {
	rest, isOption := strings.CutPrefix(text, "--")
	name, value, _ = strings.Cut(rest, "=")
	return name, value, isOption
}

// ports reads "80,8000-8003".
func ports(text string) []int {
	var all []int
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		for port := number(first); port <= number(last); port++ {
			all = append(all, port)
		}
	}
	return all
}

func number(text string) int {
	port, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || port < 1 || port > 65535 {
		wrong("'" + text + "' is no port")
	}
	return port
}
