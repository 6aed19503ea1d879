#!/bin/bash
# preview3-shim gives a handler requests without scheme and authority, and methods of `other` in small letters.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: for `PROPFIND /a` the handler's request has the method
# `other("propfind")`, where HTTP's methods are case-sensitive and a component compares with "PROPFIND"; `authority` and
# `scheme` are none, so that the name of the host is in the header `host` alone.
#
# Output: `PROPFIND is other("propfind"); authority none, scheme none, headers host`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
cat > try.mjs <<'JS'
import { createServer } from 'node:net';
import { http } from '@bytecodealliance/preview3-shim';

const port = await new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});
const body = async function* () {
  yield Buffer.from('hello');
};
const trailers = () => Promise.resolve({ tag: 'ok', val: undefined });
const answer = () => ({ tag: 'ok', val: http.Response.new(new http.Fields(), body(), trailers())[0] });
import { request } from 'node:http';

let seen;
const server = new http.HttpServer({
  async handle(asked) {
    const { tag, val } = asked.getMethod();
    const [authority, scheme] = [asked.getAuthority() ?? 'none', asked.getScheme() ?? 'none'];
    const names = asked.getHeaders().copyAll().map(([name]) => name);
    const hosts = names.filter((name) => name === 'host');
    seen = `${tag}("${val}"); authority ${authority}, scheme ${scheme}, headers ${hosts}`;
    return answer();
  },
});
await server.listen(port, '127.0.0.1');
await new Promise((done) => {
  const options = { host: '127.0.0.1', port, method: 'PROPFIND', path: '/a' };
  request(options, (response) => response.resume().on('end', done)).end();
});
console.log(`PROPFIND is ${seen}`);
process.exit(seen === 'other("propfind"); authority none, scheme none, headers host' ? 0 : 1);
JS
node try.mjs
