package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

type target struct{ protocol, host, port string }

func (t target) String() string { return t.protocol + " " + t.host + " " + t.port }

// connect tries one target and prints what came of it.
func connect(t target, wait time.Duration) (exitCode int) {
	answer, err := try(t, wait)
	if err != nil {
		fmt.Println("closed", err)
		return 1
	}
	fmt.Println(strings.TrimSpace("open " + answer))
	return 0
}

// table tries every line of a file at once and prints "LINE open NAME" or "LINE closed" in the file's order.
func table(file string, wait time.Duration) {
	targets := read(file)
	results := make([]string, len(targets))
	var all sync.WaitGroup
	for i, t := range targets {
		all.Go(func() {
			answer, err := try(t, wait)
			results[i] = "closed"
			if err == nil {
				results[i] = strings.TrimSpace("open " + answer)
			}
		})
	}
	all.Wait()
	for i, t := range targets {
		fmt.Println(t, results[i])
	}
}

func read(file string) (targets []target) {
	input := os.Stdin
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			wrong(err.Error())
		}
		defer opened.Close()
		input = opened
	}
	for lines := bufio.NewScanner(input); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) < 3 {
			wrong("a line needs protocol, host and port: " + lines.Text())
		}
		targets = append(targets, target{fields[0], fields[1], fields[2]})
	}
	return targets
}

// try returns what the other side said, if anything, or why it can't be reached.
func try(t target, wait time.Duration) (answer string, err error) {
	if t.protocol != "tcp" && t.protocol != "udp" {
		wrong("protocol must be tcp or udp, not " + t.protocol)
	}
	connection, err := net.DialTimeout(t.protocol, net.JoinHostPort(t.host, t.port), wait)
	if err != nil {
		return "", err
	}
	defer connection.Close()
	if t.protocol == "udp" {
		return askUDP(connection, wait)
	}
	return listenTCP(connection), nil
}

// listenTCP gives the other side a moment to say its name; a server that waits for us to speak first is open all the same.
func listenTCP(connection net.Conn) string {
	connection.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	name, _ := bufio.NewReader(io.LimitReader(connection, 256)).ReadString('\n')
	return strings.TrimSpace(name)
}

// askUDP repeats its question, since a datagram may get lost: only an answer proves that the way is open.
func askUDP(connection net.Conn, wait time.Duration) (answer string, err error) {
	received := make([]byte, 256)
	for end := time.Now().Add(wait); time.Now().Before(end); {
		if _, err = connection.Write([]byte("probe\n")); err != nil {
			return "", err
		}
		connection.SetReadDeadline(time.Now().Add(min(300*time.Millisecond, time.Until(end))))
		if n, readErr := connection.Read(received); readErr == nil {
			return strings.TrimSpace(string(received[:n])), nil
		} else if err = readErr; !os.IsTimeout(readErr) {
			return "", err
		}
	}
	return "", err
}
