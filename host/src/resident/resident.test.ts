import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { assemble } from '../engine/testing/instantiate-wat.ts';
import type { RunParams } from '../protocol.ts';
import { residentAddress } from './address.ts';
import { hasResident, stopResident } from './client.ts';
import { encode } from './frames.ts';
import { needs, suiteHost } from './testing/suite-host.ts';

const command = resolve('test-fixtures/programs/command/command.wasm');

describe('the resident host', needs, () => {
  const host = suiteHost();

  const run = (params: Partial<RunParams>, input = '') =>
    host.ask(host.runOf({ component: command, grants: {}, ...params }), input);

  /** A command line, called in the folder of the component. */
  const call = (line: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const [name = '', ...args] = line;
    const caller = { pid: process.pid, cwd: dirname(command), terminals: [] };
    return host.ask({ kind: 'command', name, args, env: { XDG_CACHE_HOME: host.folder, ...env }, ...caller });
  };

  const args = (...rest: string[]) => ({ grants: { args: ['command.wasm', ...rest] } });

  it('runs a component again in the process of the run before, with the arguments of each', async () => {
    const first = await run(args('args', 'one'));
    const second = await run({ grants: { ...args('args', 'two').grants, env: [['NAME', 'value']] } });
    assert.equal(first.stdout, '["command.wasm", "args", "one"]\n');
    assert.equal(second.stdout, '["command.wasm", "args", "two"]\n');
    assert.deepEqual([first.outcome, second.outcome], [0, 0]);
    assert.equal(first.guests.length, 1);
    assert.deepEqual(second.guests, first.guests);
  });

  it('uses the working folder and environment of each caller only for that caller', async () => {
    const line = ['run', '--env', 'NAME', '--env', 'OWN=1', 'command.wasm', 'env'];
    const named = await call(line, { NAME: 'value' });
    assert.deepEqual([named.outcome, named.stdout], [0, '[("NAME", "value"), ("OWN", "1")]\n']);
    assert.equal((await call(line)).stdout, '[("OWN", "1")]\n');
    assert.equal((await call(['run', 'command.wasm', 'env'])).stdout, '[]\n');
    const passed = await call(['run', 'command.wasm', 'args', '--env', 'A']);
    assert.equal(passed.stdout, '["command.wasm", "args", "--env", "A"]\n');
  });

  it('declines command lines that need a build, or that it does not understand', async () => {
    const lines = [
      'run .',
      'run --no-such-flag command.wasm',
      'run --help',
      'invoke command.wasm',
      'check .',
    ];
    for (const line of lines) assert.equal((await call(line.split(' '))).outcome, undefined, line);
    assert.equal((await call(['invoke', 'command.wasm', 'none()'])).outcome, 'no-such-export');
  });

  it('declines plans of every kind, which the command composes', async () => {
    for (const name of ['composition.toml', 'service.wac', 'wasm-compose.yml', 'composition.yaml']) {
      const plan = join(host.folder, name);
      writeFileSync(plan, '');
      for (const action of ['run', 'serve']) assert.equal((await call([action, plan])).outcome, undefined);
    }
  });

  it('uses separate processes for different grants, and none after a memory limit', async () => {
    const before = host.guests();
    const granted = await run({
      grants: { ...args('args').grants, dirs: [{ host: host.folder, guest: '/', readOnly: true }] },
    });
    assert.equal(granted.guests.length, before.length + 1);
    const limited = await run({ ...args('args'), limits: { memoryBytes: 2 ** 30 } });
    assert.deepEqual([limited.outcome, limited.stdout], [0, '["command.wasm", "args"]\n']);
    assert.deepEqual(limited.guests, granted.guests);
  });

  it("passes the guest's input, exit code and streams", async () => {
    const echoed = await run(args('input'), 'some input\n'.repeat(20_000));
    assert.equal(echoed.outcome, 0);
    assert.match(echoed.stdout, /^Some\(220000\) /);
    const left = await run(args('stderr', '+', 'out.wait', 'a line', '+', 'exit-code', '7'));
    assert.equal(left.outcome, 7);
    assert.match(left.stderr, /a line/);
  });

  it('runs the next guest after a trap; ends the process after a time limit', async () => {
    const component = await assemble(`(component
      (core module $m
        (func (export "trap") unreachable)
        (func (export "loop") (loop (br 0)))
        (func (export "ok") (result i32) (i32.const 7)))
      (core instance $i (instantiate $m))
      (func (export "trap") (canon lift (core func $i "trap")))
      (func (export "loop") (canon lift (core func $i "loop")))
      (func (export "ok") (result u32) (canon lift (core func $i "ok"))))`);
    const trapped = await run({ component, invoke: 'trap()' });
    assert.equal(trapped.outcome, 'guest-trap');
    const answered = await run({ component, invoke: 'ok()' });
    assert.deepEqual([answered.outcome, answered.guests], ['7', trapped.guests]);
    const late = await run({ component, invoke: 'loop()', limits: { timeoutMs: 300 } });
    assert.equal(late.outcome, 'guest-timeout');
    assert.equal(late.guests.length, trapped.guests.length - 1);
    assert.equal((await run({ component, invoke: 'ok()' })).outcome, '7');
  });

  it('runs each guest in a new instance, and reports only its own output', async () => {
    const component = await assemble(`(component
      (core module $m
        (global $calls (mut i32) (i32.const 0))
        (func (export "count") (result i32)
          (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
          (global.get $calls)))
      (core instance $i (instantiate $m))
      (func (export "count") (result u32) (canon lift (core func $i "count"))))`);
    for (const _ of [1, 2, 3]) assert.equal((await run({ component, invoke: 'count()' })).outcome, '1');
    // The panic of an engine is held back until the guest traps; this one does not.
    const panic = "\nthread 'x' panicked at crates/runtime/src/lib.rs:1:1:\n";
    const { stderr } = await run(args('stderr', '+', 'out.wait', panic));
    assert.ok(stderr.startsWith(panic), stderr);
    assert.match((await run(args('stderr', '+', 'out.wait', 'a line'))).stderr, /^a line/);
  });

  it('stops the guest of a client that disconnects, and continues', async () => {
    const before = host.guests().length;
    const socket = connect(host.address);
    const params = { component: command, ...args('stdout', '+', 'out.many', '100000000') };
    socket.write(encode(host.runOf(params)));
    await once(socket, 'data');
    socket.destroy();
    while (host.guests().length >= Math.max(before, 1)) await wait(50);
    assert.equal((await run(args('args'))).outcome, 0);
  });

  it('closes a connection with another protocol, and continues', async () => {
    const socket = connect(host.address);
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(10));
    socket.on('error', () => {}).resume();
    await once(socket, 'close');
    assert.equal((await run(args('args'))).outcome, 0);
  });

  it('reports to a client when it ends during a run', async () => {
    const looping = run(args('clock.sleep', '60000'));
    await run(args('args'));
    host.kill('SIGKILL');
    assert.equal((await looping).outcome, 'guest-stopped');
    await host.ended;
    // It left its socket behind: the next one takes the place.
    assert.ok(existsSync(host.address));
    assert.equal(await hasResident(host.address), false);
    await host.start();
    assert.equal((await run(args('args'))).outcome, 0);
  });

  it('stops on request, with its guests', async () => {
    const [guest] = host.guests();
    assert.equal(await stopResident(host.address), true);
    await host.ended;
    assert.equal(await hasResident(host.address), false);
    assert.equal(existsSync(host.address), false);
    while (existsSync(`/proc/${guest}`)) await wait(20);
    await host.start();
  });

  it('refuses a socket folder that other users can enter', () => {
    const before = process.env['XDG_RUNTIME_DIR'];
    process.env['XDG_RUNTIME_DIR'] = host.folder;
    const own = join(host.folder, `wit-studio-${process.getuid!()}`);
    assert.equal(residentAddress()?.startsWith(own), true);
    chmodSync(own, 0o755);
    assert.equal(residentAddress(), undefined);
    if (before === undefined) delete process.env['XDG_RUNTIME_DIR'];
    else process.env['XDG_RUNTIME_DIR'] = before;
  });
});
