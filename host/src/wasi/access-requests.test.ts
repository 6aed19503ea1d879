import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessRequestsOf } from './access-requests.ts';

const accessRequests = (...required: readonly (readonly [path: string, ...functions: string[]])[]) =>
  accessRequestsOf(required.map(([path, ...functions]) => ({ interface: path, functions }))).map(
    ({ what }) => what,
  );

describe('the access that a component requests', () => {
  it('has each kind of grant once', () => {
    assert.deepEqual(
      accessRequests(
        ['wasi:cli/environment@0.2.3', 'get-environment'],
        ['wasi:clocks/monotonic-clock@0.2.3', 'now'],
        ['wasi:filesystem/preopens@0.2.3', 'get-directories'],
        ['wasi:sockets/tcp@0.2.3', '[method]tcp-socket.start-bind'],
        ['wasi:sockets/udp@0.2.3', '[method]udp-socket.start-bind'],
      ),
      ['folders', 'environment variables', 'sockets'],
    );
  });

  it('is empty when only types are used', () => {
    assert.deepEqual(accessRequests(['wasi:filesystem/preopens@0.2.3']), []);
  });
});
