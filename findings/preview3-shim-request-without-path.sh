#!/bin/bash
# preview3-shim refuses an outgoing request without a path, which in WASI 0.3 means an empty path and query.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: wasi:http 0.3 says of `path-with-query`, "When `none`, this
# represents an empty Path and empty Query", and a new request has none. `client.send` answers such a request with
# `HTTP-request-URI-invalid` and asks no server; once the path is set to "" the same request is for "/".
#
# Output: `path none: HTTP-request-URI-invalid; path "": the server is asked for /`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
cat > try.mjs <<'JS'
import { createServer } from 'node:http';
import { http } from '@bytecodealliance/preview3-shim';

const asked = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  response.end();
});
await new Promise((listens) => server.listen(0, '127.0.0.1', listens));

async function send(path) {
  const trailers = Promise.resolve({ tag: 'ok', val: undefined });
  const [request] = http.Request.new(new http.Fields(), undefined, trailers, undefined);
  request.setScheme({ tag: 'HTTP' });
  request.setAuthority(`127.0.0.1:${server.address().port}`);
  if (path !== undefined) request.setPathWithQuery(path);
  return http.client.send(request).then(() => `the server is asked for ${asked}`, (error) => error.payload.tag);
}
const [none, empty] = [await send(undefined), await send('')];
console.log(`path none: ${none}; path "": ${empty}`);
process.exit(none === 'HTTP-request-URI-invalid' && empty === 'the server is asked for /' ? 0 : 1);
JS
node try.mjs
