import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import type { HostError } from '../base/problem.ts';
import { runInResident } from './client.ts';
import { encode } from './frames.ts';
import { codeOf, needs, suiteHost } from './testing/suite-host.ts';

const command = resolve('test-fixtures/programs/command/command.wasm');

describe('output of a run in the resident host', needs, () => {
  const host = suiteHost();
  const params = (...rest: string[]) => ({ component: command, grants: { args: ['command.wasm', ...rest] } });

  /** Another run gets only output of its own. */
  async function runsAgain(): Promise<void> {
    const { outcome, stdout } = await host.ask(host.runOf(params('args', 'again')));
    assert.deepEqual([outcome, stdout], [0, '["command.wasm", "args", "again"]\n']);
  }

  it('forwards output of the next guest after a client that did not read', async () => {
    const socket = connect(host.address);
    const run = host.runOf(params('stdout', '+', 'out.many', '2000'));
    socket.write(encode(run));
    for (const stream of ['stdout', 'stderr'] as const)
      socket.write(encode({ kind: 'written', stream, failure: 'EPIPE' }));
    await once(socket.resume(), 'close');
    await runsAgain();
  });

  it('fails a write of a guest without room or reader, as without a resident host', async () => {
    const run = host.runOf(params('stdout', '+', 'out.wait', 'a', '+', 'out.wait', 'b'));
    for (const [failure, result, report] of [
      [
        'ENOSPC',
        { exitCode: 0, sawFailure: true },
        'out.wait a: failed: insufficient-space\nout.wait b: failed: insufficient-space\n',
      ],
      ['EPIPE', { exitCode: 0 }, 'out.wait a: closed\nout.wait b: closed\n'],
    ] as const) {
      let stderr = '';
      const streams = {
        stdin: new PassThrough().end(),
        write: (name: 'stdout' | 'stderr', bytes: Uint8Array) => {
          if (name === 'stdout') throw Object.assign(new Error(failure), { code: failure });
          stderr += Buffer.from(bytes).toString();
        },
      };
      assert.deepEqual([await runInResident(host.address, run, streams), stderr], [result, report]);
    }
    await runsAgain();
  });

  it('reports output that is lost behind the end of the guest, unless its reader is gone', async () => {
    const run = host.runOf(params('stdout', '+', 'out.wait', 'a', '+', 'out.wait', 'b'));
    const outcome = (code: string) => {
      const streams = {
        stdin: new PassThrough().end(),
        write: (name: 'stdout' | 'stderr', bytes: Uint8Array) => {
          if (name === 'stdout' && bytes[0] === 98) throw Object.assign(new Error(code), { code });
        },
      };
      return runInResident(host.address, run, streams);
    };
    await assert.rejects(outcome('ENOSPC'), ({ problem }: HostError) => {
      assert.equal(problem.code, 'file-access');
      assert.equal(problem.message, 'the output cannot be written: there is no space left');
      return true;
    });
    assert.deepEqual(await outcome('EPIPE'), { exitCode: 0 });
  });

  it('ends a guest at its time limit whose output nobody reads', async () => {
    const many = params('stdout', '+', 'out.many', '1000000');
    const run = host.runOf({ ...many, limits: { timeoutMs: 1000 } });
    let written = 0;
    const streams = {
      stdin: new PassThrough().end(),
      write: (_: string, bytes: Uint8Array) => {
        written += bytes.length;
        return new Promise<void>(() => {});
      },
    };
    const outcome = await runInResident(host.address, run, streams).catch(codeOf);
    assert.equal(outcome, 'guest-timeout');
    assert.ok(written > 0);
    await runsAgain();
  });
});
