// probe tells whether a connection is possible, which busybox's nc and wget do not do reliably.
//
//	probe serve   --tcp 8080,9000-9003 --udp 53      answers everybody with the pod's name
//	probe connect tcp|udp HOST PORT [--timeout 2s]   exit code 0 open, 1 closed, 2 wrong usage
//	probe table   FILE|- [--timeout 2s]              lines "tcp HOST PORT", all tried at once, one answer each
package main

import (
	"fmt"
	"os"
	"time"
)

const usage = `usage: probe serve [--tcp PORTS] [--udp PORTS]     PORTS like 80,8000-8003
       probe connect tcp|udp HOST PORT [--timeout 2s]
       probe table FILE|- [--timeout 2s]`

func main() {
	if len(os.Args) < 2 {
		wrong("no command given")
	}
	arguments, options := split(os.Args[2:])
	switch os.Args[1] {
	case "serve":
		serve(ports(options["tcp"]), ports(options["udp"]))
	case "connect":
		if len(arguments) != 3 {
			wrong("connect needs a protocol, a host and a port")
		}
		os.Exit(connect(target{arguments[0], arguments[1], arguments[2]}, timeout(options)))
	case "table":
		if len(arguments) != 1 {
			wrong("table needs one file, or -")
		}
		table(arguments[0], timeout(options))
	default:
		wrong("unknown command " + os.Args[1])
	}
}

// split tells "--name value" and "--name=value" from plain arguments, in any order.
func split(given []string) (arguments []string, options map[string]string) {
	options = map[string]string{}
	for i := 0; i < len(given); i++ {
		name, value, isOption := option(given[i])
		switch {
		case !isOption:
			arguments = append(arguments, given[i])
		case value != "":
			options[name] = value
		case i+1 < len(given):
			i++
			options[name] = given[i]
		default:
			wrong("--" + name + " needs a value")
		}
	}
	return arguments, options
}

func timeout(options map[string]string) time.Duration {
	given, present := options["timeout"]
	if !present {
		return 2 * time.Second
	}
	if wait, err := time.ParseDuration(given); err == nil && wait > 0 {
		return wait
	}
	if wait, err := time.ParseDuration(given + "s"); err == nil && wait > 0 {
		return wait
	}
	wrong("--timeout " + given + " is no duration; write 2s or 500ms")
	return 0
}

func wrong(why string) {
	fmt.Fprintf(os.Stderr, "probe: %s\n%s\n", why, usage)
	os.Exit(2)
}
