import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { wasiImports } from './imports.ts';
import { readySource } from './input-stream.ts';
import { unmet } from './requirements.ts';

const stdio = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };
const provided = wasiImports({}, stdio);
const reasonsOf = (path: string, ...functions: string[]) =>
  unmet([{ interface: path, functions }], provided).map(({ reason }) => reason);

describe('the WASI imports of a component', () => {
  for (const version of ['0.2.0', '0.2.12', '0.2.99']) {
    it(`exists in ${version}`, () => {
      assert.deepEqual(reasonsOf(`wasi:clocks/monotonic-clock@${version}`, 'now', 'subscribe-duration'), []);
    });
  }

  for (const version of ['0.3.0', '0.3.1', '0.3.99']) {
    it(`exists in ${version}`, () => {
      assert.deepEqual(reasonsOf(`wasi:clocks/monotonic-clock@${version}`, 'now', 'wait-for'), []);
      assert.deepEqual(reasonsOf(`wasi:clocks/monotonic-clock@${version}`, 'subscribe-duration'), [
        'the host has no subscribe-duration in it',
      ]);
    });
  }

  for (const version of ['1.0.0', '0.4.0', '0.3.0-rc-2026-03-15', '0.2.0-rc-2023-11-10']) {
    it(`is not there in ${version}`, () => {
      const reason = `the host has version 0.2 and 0.3 of it, not ${version}`;
      assert.deepEqual(reasonsOf(`wasi:clocks/monotonic-clock@${version}`, 'now'), [reason]);
    });
  }

  it('exists in the releases that define it', () => {
    assert.deepEqual(reasonsOf('wasi:io/poll@0.3.0', 'poll'), ['the host has version 0.2 of it, not 0.3.0']);
    assert.deepEqual(reasonsOf('wasi:clocks/system-clock@0.2.0', 'now'), [
      'the host has version 0.3 of it, not 0.2.0',
    ]);
  });

  it('has a version', () => {
    assert.match(reasonsOf('wasi:clocks/monotonic-clock', 'now').join(), /names no version/);
  });

  it('is listed by function when the host lacks some', () => {
    assert.deepEqual(
      reasonsOf('wasi:io/streams@0.2.99', '[method]input-stream.read', '[method]input-stream.peek'),
      ['the host has no [method]input-stream.peek in it'],
    );
    assert.deepEqual(reasonsOf('wasi:clocks/wall-clock@0.2.0', 'local-time'), [
      'the host has no local-time in it',
    ]);
    assert.deepEqual(
      reasonsOf('wasi:http/types@0.2.0', '[static]fields.from-list', '[constructor]fields'),
      [],
    );
  });

  it('is known to the host', () => {
    assert.deepEqual(reasonsOf('wasi:nn/graph@0.2.0', 'load'), ['nothing provides it']);
  });
});

/** Functions by interface as the vendored WIT declares them, gates left out. */
function declared(name: string, version: string): Map<string, string[]> {
  const text = readFileSync(
    new URL(`../../../server/wasi/${version}/wasi-${name}/package.wit`, import.meta.url),
    'utf8',
  );
  const interfaces = new Map<string, string[]>();
  let functions: string[] = [];
  let resource = '';
  let isGated = false;
  for (const line of text.split('\n')) {
    const [, opened] = /^interface ([\w-]+) \{/.exec(line) ?? [];
    if (opened) interfaces.set(`wasi:${name}/${opened}@${version}`, (functions = []));
    resource = /^\s+resource ([\w-]+) \{/.exec(line)?.[1] ?? resource;
    if (/^\s+\}/.test(line)) resource = '';
    const [, member, isStatic] = /^\s+%?([\w-]+): (static )?(?:async )?func\(/.exec(line) ?? [];
    if (member && !isGated)
      functions.push(resource ? `[${isStatic ? 'static' : 'method'}]${resource}.${member}` : member);
    isGated = /@unstable/.test(line);
  }
  return interfaces;
}

const PACKAGES = ['cli', 'clocks', 'filesystem', 'http', 'random', 'sockets'];
const RELEASES = { '0.2.12': [...PACKAGES, 'io'], '0.3.0': PACKAGES, '0.3.1': PACKAGES, '0.3.2': PACKAGES };

for (const [version, names] of Object.entries(RELEASES))
  for (const name of names)
    it(`wasi:${name} ${version} is complete`, () => {
      const required = [...declared(name, version)].map(([path, functions]) => ({
        interface: path,
        functions,
      }));
      const exported = /\/(run|incoming-handler|handler|timezone)@/;
      const imported = required.filter((one) => !exported.test(one.interface) && one.functions.length > 0);
      assert.ok(imported.length > 0);
      assert.deepEqual(unmet(imported, provided), []);
    });

it('wasi:config exists in its drafts', () => {
  for (const version of ['0.2.0-rc.1', '0.2.0-draft'])
    assert.deepEqual(reasonsOf(`wasi:config/store@${version}`, 'get', 'get-all'), []);
  assert.match(reasonsOf('wasi:config/store@0.2.0', 'get').join(), /not 0\.2\.0$/);
});

describe('sockets without a grant', () => {
  it('cannot be made, and no name is looked up', () => {
    const call = (path: string, name: string) => (provided[path] as Record<string, () => unknown>)[name]!;
    assert.throws(call('wasi:sockets/tcp-create-socket', 'createTcpSocket'), (e) => e === 'access-denied');
    assert.throws(call('wasi:sockets/udp-create-socket', 'createUdpSocket'), (e) => e === 'access-denied');
    const lookUp = call('wasi:sockets/ip-name-lookup', 'resolveAddresses');
    assert.throws(lookUp, (e) => e === 'permanent-resolver-failure');
  });
});
