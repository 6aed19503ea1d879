package main

import (
	"fmt"
	"os"
)

func main() {
	check(os.Mkdir("/notes", 0o755))
	check(os.WriteFile("/notes/a.txt", []byte("one\n"), 0o644))
	file, err := os.OpenFile("/notes/a.txt", os.O_APPEND|os.O_WRONLY, 0)
	check(err)
	_, err = file.WriteString("two\n")
	check(err)
	check(file.Close())
	check(os.WriteFile("/notes/b.txt", []byte("wörld"), 0o644))
	text, err := os.ReadFile("/notes/a.txt")
	check(err)
	fmt.Print(string(text))
	list()
	check(os.Rename("/notes/b.txt", "/notes/c.txt"))
	check(os.Remove("/gone.txt"))
	list()
	say("missing", "/notes/none.txt")
	say("outside", "/../outside.txt")
	say("given", "/given.txt")
}

// list prints the entries, which os.ReadDir sorts.
func list() {
	entries, err := os.ReadDir("/notes")
	check(err)
	for _, entry := range entries {
		info, err := entry.Info()
		check(err)
		fmt.Println(entry.Name(), info.Size())
	}
}

func say(name, path string) {
	if file, err := os.Open(path); err == nil {
		file.Close()
		fmt.Printf("%s: there\n", name)
	} else {
		fmt.Printf("%s: not there\n", name)
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
