import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { runInResident } from './client.ts';
import { encode } from './frames.ts';
import { codeOf, needs, suiteHost } from './testing/suite-host.ts';

const service = resolve('test-fixtures/programs/service/service.wasm');

describe('a server in the resident host', { ...needs, timeout: 60_000 }, () => {
  const host = suiteHost();
  const guests = () => host.guests();

  /** Calls `wit-studio serve` with these arguments, in the folder of the component. */
  function serve(...args: string[]) {
    let interrupt = (): void => {};
    let printed = '';
    let found = (_: string): void => {};
    const url = new Promise<string>((done) => (found = done));
    const write = (_: string, bytes: Uint8Array): void => {
      printed += Buffer.from(bytes).toString();
      const [, text] = /^Serving HTTP on (.*)$/m.exec(printed) ?? [];
      if (text !== undefined) found(text);
    };
    const streams = { stdin: new PassThrough().end(), write };
    const env = { XDG_CACHE_HOME: host.folder };
    const command = {
      args: ['--addr', '127.0.0.1:0', ...args],
      pid: process.pid,
      cwd: dirname(service),
      env,
    };
    const request = { kind: 'command', name: 'serve', terminals: [], ...command } as const;
    const outcome = runInResident(
      host.address,
      request,
      streams,
      (interrupted) => (interrupt = interrupted),
    ).then((result) => result?.exitCode, codeOf);
    return { url, outcome, interrupt: () => interrupt(), printed: () => printed };
  }
  const get = async (url: Promise<string>): Promise<string> =>
    (await fetch(new URL('/hello', await url))).text();

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await wait(20);
  }

  it('answers until it is interrupted, and leaves a process for the next one', async () => {
    const server = serve('service.wasm');
    assert.match(await get(server.url), /hello/i);
    const [first] = guests();
    await until(() => guests().length === 2);
    server.interrupt();
    assert.equal(await server.outcome, 0);
    await until(() => !guests().includes(first!));
    const [prepared, ...more] = guests();
    assert.deepEqual(more, []);

    // As after a build: an empty custom section makes it another component.
    const built = join(host.folder, 'service.wasm');
    writeFileSync(built, Buffer.concat([readFileSync(service), Buffer.from([0, 2, 1, 0x78])]));
    const again = serve(built);
    assert.match(await get(again.url), /hello/i);
    assert.ok(guests().includes(prepared!));
    again.interrupt();
    assert.equal(await again.outcome, 0);
    await until(() => !guests().includes(prepared!));
  });

  it('has a process of its own for other settings, and reports a port in use', async () => {
    await until(() => guests().length === 1);
    const [prepared] = guests();
    const server = serve('--dir', host.folder, 'service.wasm');
    assert.match(await get(server.url), /hello/i);
    assert.ok(!guests().includes(prepared!));
    const { host: taken } = new URL(await server.url);
    assert.equal(await serve('--addr', taken, 'service.wasm').outcome, 'address-in-use');
    server.interrupt();
    assert.equal(await server.outcome, 0);
  });

  it('goes on when a caller is killed, and its component changes', async () => {
    const own = join(host.folder, 'changes.wasm');
    writeFileSync(own, readFileSync(service));
    const killed = connect(host.address);
    const command = { args: ['--addr', '127.0.0.1:0', own], pid: process.pid, cwd: host.folder, env: {} };
    killed.write(encode({ kind: 'command', name: 'serve', terminals: [], ...command }));
    await once(killed, 'data');
    const server = serve('service.wasm');
    assert.match(await get(server.url), /hello/i);
    killed.destroy();
    writeFileSync(own, 'another build');
    await wait(1000);
    assert.match(await get(server.url), /hello/i);
    server.interrupt();
    assert.equal(await server.outcome, 0);
    assert.ok(host.isRunning);
  });

  it('declines what has to be built', async () => {
    assert.equal(await serve('.').outcome, undefined);
    assert.equal(await serve('--no-such-flag', 'service.wasm').outcome, undefined);
  });
});
