package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
)

// serve answers each TCP connection and each datagram with the host's name, which in a pod is the pod's name.
func serve(tcp, udp []int) {
	if len(tcp)+len(udp) == 0 {
		wrong("serve needs --tcp or --udp")
	}
	name, _ := os.Hostname()
	for _, port := range tcp {
		listener, err := net.Listen("tcp", ":"+strconv.Itoa(port))
		stopOn(err)
		go answerTCP(listener, name)
	}
	for _, port := range udp {
		listener, err := net.ListenPacket("udp", ":"+strconv.Itoa(port))
		stopOn(err)
		go answerUDP(listener, name)
	}
	fmt.Println("serving tcp", tcp, "udp", udp, "as", name)
	select {}
}

func answerTCP(listener net.Listener, name string) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			continue
		}
		go func() {
			fmt.Fprintln(connection, name)
			connection.Close()
		}()
	}
}

func answerUDP(listener net.PacketConn, name string) {
	received := make([]byte, 256)
	for {
		if _, sender, err := listener.ReadFrom(received); err == nil {
			listener.WriteTo([]byte(name+"\n"), sender)
		}
	}
}

func stopOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "probe:", err)
		os.Exit(1)
	}
}
