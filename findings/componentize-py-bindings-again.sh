#!/bin/bash
# componentize-py writes bindings over those of before for a world of functions, and fails for one with interfaces.
#
# Seen with componentize-py 0.25.1: `componentize-py bindings FOLDER`, run twice with nothing changed between. Where the
# world exports a function, the second run writes the same files again. Where it imports or exports an interface, the
# second run ends with an assertion and "File exists", without the path: bindings can be refreshed for a changed WIT
# only after they were deleted.
#
# Output: `a function: written twice; an interface: written once, then "File exists" that names no file`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q componentize-py==0.25.1
cat > function.wit <<'WIT'
package try:again;

world again {
  export greet: func(name: string) -> string;
}
WIT
cat > interface.wit <<'WIT'
package try:again;

interface greetings {
  greet: func(name: string) -> string;
}

world again {
  export greetings;
}
WIT
bindings() { venv/bin/componentize-py -d "$1.wit" -w again bindings "$1" 2>&1; }
bindings function
bindings function
bindings interface
if message=$(bindings interface); then
  echo 'the bindings of an interface were written twice'
  exit 1
fi
grep -q 'File exists' <<< "$message"
if grep -q 'greetings' <<< "$message"; then
  echo 'the message names what exists'
  exit 1
fi
echo 'a function: written twice; an interface: written once, then "File exists" that names no file'
