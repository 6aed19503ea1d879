package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	name := os.Args[1]
	greeting, has := os.LookupEnv("GREETING")
	if !has {
		greeting = "Hello"
	}
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s, %s: %s\n", greeting, name, strings.TrimSpace(string(input)))
	fmt.Fprintf(os.Stderr, "%d bytes\n", len(input))
	if name == "nobody" {
		os.Exit(1)
	}
}
