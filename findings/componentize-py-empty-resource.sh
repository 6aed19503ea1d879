#!/bin/bash
# componentize-py: a resource without functions of its own gets a Python class that Python cannot read.
#
# Seen with componentize-py 0.25.1: in an interface that is exported, `resource token;` (an opaque handle, as WIT has it
# for what others only hand back) becomes `class Token(Protocol):` with an empty body. The bindings are written without
# a complaint; an import of them is an IndentationError, and so `componentize` fails too, with a path inside its own
# file system. One method that nobody needs makes the class valid.
#
# Output: `without functions: IndentationError; with a method: valid`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q componentize-py==0.25.1

# Writes the bindings of an exported interface with a resource and says whether Python compiles them.
compiles() {
  mkdir "$1"
  cat > "$1/world.wit" <<WIT
package try:tokens;

interface tokens {
  resource token$2
  issue: func() -> token;
}

world issuer {
  export tokens;
}
WIT
  venv/bin/componentize-py -d "$1" -w issuer bindings "$1/bindings"
  if message=$(python3 -m py_compile "$1/bindings/wit_world/exports/tokens.py" 2>&1); then
    echo valid
  else
    grep -oE '[A-Za-z]+Error' <<< "$message" | head -1
  fi
}

seen="without functions: $(compiles opaque ';'); with a method: $(compiles method ' { name: func() -> string; }')"
echo "$seen"
[ "$seen" = 'without functions: IndentationError; with a method: valid' ]
