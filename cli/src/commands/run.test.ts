import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import type { CallRecord } from '../../../host/src/protocol/trace.ts';
import { hasJspi } from '../../../host/src/node/flags.ts';
import { fromSources } from '../../../host/src/testing/from-sources.ts';
import { wasmtime } from '../../../host/src/testing/wasmtime.ts';
import { needs } from '../../../server/src/testing/needs.ts';

/** Python has what makes a terminal. */
const pythonMissing = needs(
  spawnSync('python3', ['-c', 'import pty']).status === 0,
  'there is no python3, which makes a terminal: install it, as .ci/run does',
);
/** Limits of files are the shell's. */
const posix = { skip: process.platform === 'win32' };
const guest = 'test-fixtures/programs/command/command.wasm';

describe('wit-studio run', () => {
  let cache: string;
  before(() => {
    cache = mkdtempSync(join(tmpdir(), 'wit-studio-run-'));
  });
  after(() => rmSync(cache, { recursive: true }));

  /** The command as a process, since its streams are under test. */
  const start = (...args: string[]) => startCommand({}, 'run', ...args);
  function startCommand(env: NodeJS.ProcessEnv, ...args: string[]) {
    const child = spawn(process.execPath, [...fromSources('cli/src/main.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, XDG_CACHE_HOME: cache, ...env },
    });
    const exited = once(child, 'exit').then(([code]) => code as number | null);
    return { stdout: child.stdout, stderr: text(child.stderr), exited };
  }

  /** Once the resident host that a run has left does. */
  async function listening(env: NodeJS.ProcessEnv): Promise<void> {
    while (!(await text(startCommand(env, 'resident', 'status').stdout)).startsWith('it listens'));
  }

  it("passes the file's name to the guest as its first argument", async () => {
    const { stdout, exited } = start(guest, 'args', '--env', 'x');
    assert.equal(await text(stdout), '["command.wasm", "args", "--env", "x"]\n');
    assert.equal(await exited, 0);
  });

  it('grants the root of the file system, but no change of it where it is read-only', async () => {
    const own = join(process.cwd(), guest).slice(1);
    const steps = ['open', own, 'r', '+', 'open', own, 'w'];
    const { stdout, exited } = start('--dir', '/::/:ro', guest, ...steps);
    assert.equal(await text(stdout), `open ${own} r: ok\nopen ${own} w: not-permitted\n`);
    assert.equal(await exited, 0);
  });

  it('gives the first argument of --argv0', async () => {
    const { stdout, exited } = start('--argv0', 'name', guest, 'args');
    assert.equal(await text(stdout), '["name", "args"]\n');
    assert.equal(await exited, 0);
  });

  it('reports to the guest which of its streams are terminals', { skip: pythonMissing }, async () => {
    const onTerminal = async (line: string): Promise<string> => {
      const command = [process.execPath, ...fromSources('cli/src/main.ts'), 'run', guest, 'terminals'];
      const program = `import pty, sys; pty.spawn(["sh", "-c", *sys.argv[1:2], "sh", *sys.argv[2:]])`;
      const child = spawn('python3', ['-c', program, line, ...command], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, XDG_CACHE_HOME: cache },
      });
      return (await text(child.stdout)).trim();
    };
    assert.equal(await onTerminal('"$@"'), '[true, true, true]');
    assert.equal(await onTerminal('"$@" </dev/null 2>/dev/null'), '[false, true, false]');
    assert.equal(await text(start(guest, 'terminals').stdout), '[false, false, false]\n');
  });

  it('reports in one sentence which Node.js a guest of WASI 0.3 needs, before it starts', async () => {
    const third = resolve('test-fixtures/programs/third/third.wasm');
    const child = startCommand({ WIT_STUDIO_NODE: process.execPath }, 'run', third, 'clocks');
    const printed = await text(child.stdout);
    if (hasJspi()) return assert.deepEqual([printed, await child.exited], ['true true true\n', 0]);
    const [sentence, help, ...more] = (await child.stderr).trimEnd().split('\n');
    const needed = 'has asynchronous functions, which need Node.js 24 or newer; here is';
    assert.equal(sentence, `error[node-too-old]: ${third} ${needed} ${process.versions.node}`);
    for (const way of ['wit-studio node install', 'wit.host.node', 'WIT_STUDIO_NODE'])
      assert.ok(help!.includes(way), way);
    assert.deepEqual([more, printed, await child.exited], [[], '', 1]);
  });

  it('records the guest’s calls with arguments and results with --trace', async () => {
    const file = join(cache, 'trace.json');
    assert.equal(await start('--trace', file, guest, 'args', 'x').exited, 0);
    const events = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[];
    const found = events.find((event) => event['name'] === 'wasi:cli/environment.get-arguments')!;
    const { name, cat, ph } = found;
    const { span: _, trace: __, parent, ...args } = found['args'] as CallRecord;
    assert.deepEqual(
      { name, cat, ph, args },
      {
        name: 'wasi:cli/environment.get-arguments',
        cat: 'import',
        ph: 'X',
        args: { caller: 'command', callee: 'host', arguments: {}, result: '["command.wasm", "args", "x"]' },
      },
    );
    assert.equal(events.at(-1)!['name'], 'wasi:cli/run.run');
    assert.equal(parent, (events.at(-1)!['args'] as CallRecord).span);
  });

  it('leaves a resident host that executes the next run with the same output and exit code', async () => {
    const env = { WIT_STUDIO_RESIDENT: '1', XDG_RUNTIME_DIR: cache };
    const outcome = async (...args: string[]) => {
      const { stdout, stderr, exited } = startCommand(env, ...args);
      return [await text(stdout), await stderr, await exited];
    };
    const args = ['run', guest, 'args', '+', 'stderr', '+', 'out.wait', 'a line', '+', 'exit-code', '7'];
    const alone = await outcome(...args);
    assert.equal(alone[2], 7);
    await listening(env);
    assert.deepEqual(await outcome(...args), alone);
    assert.deepEqual(await outcome('run', guest, 'panic'), await outcome('run', guest, 'panic'));
    assert.deepEqual(await outcome('resident', 'stop'), ['it was stopped\n', '', 0]);
  });

  it('closes the guest’s output when its reader closes the pipe', async () => {
    const { stdout, stderr, exited } = start(guest, 'stdout', '+', 'out.many', '1000000');
    stdout.once('data', () => stdout.destroy());
    assert.equal(await stderr, 'out.many 1000000: closed\n');
    assert.equal(await exited, 0);
  });

  it(
    'tells the guest that its output has no room, as wasmtime does',
    { skip: wasmtime.missing },
    async () => {
      const full = openSync('/dev/full', 'w');
      const steps = ['stdout', '+', 'out.wait', 'a', '+', 'out.wait', 'b'];
      const outcomeOf = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
        const { status, stderr } = spawnSync(program, [...args, 'run', guest, ...steps], {
          stdio: ['ignore', full, 'pipe'],
          env: { ...process.env, XDG_CACHE_HOME: cache, ...env },
          encoding: 'utf8',
        });
        return { status, stderr };
      };
      const command = fromSources('cli/src/main.ts');
      const expected = outcomeOf(wasmtime.path, []);
      assert.match(expected.stderr, /out.wait a: failed: insufficient-space/);
      assert.deepEqual(outcomeOf(process.execPath, command, { WIT_STUDIO_RESIDENT: '0' }), expected);
      const env = { WIT_STUDIO_RESIDENT: '1', XDG_RUNTIME_DIR: cache };
      assert.deepEqual(outcomeOf(process.execPath, command, env), expected);
      await listening(env);
      assert.deepEqual(outcomeOf(process.execPath, command, env), expected);
      await startCommand(env, 'resident', 'stop').exited;
      closeSync(full);
    },
  );

  it(
    'reports that the end of the output does not fit into its file, unless the guest has seen it',
    posix,
    async () => {
      // The first run fills the cache.
      assert.equal(await start(guest, 'args').exited, 0);
      const file = join(cache, 'out');
      const texts = Array.from({ length: 17 }, () => ['+', 'out.wait', 'x'.repeat(4000)]).flat();
      const words = [...fromSources('cli/src/main.ts'), 'run', guest, 'stdout', ...texts];
      const script = 'ulimit -f 128; exec "$@" > "$0"';
      const { status, stderr } = spawnSync('sh', ['-c', script, file, process.execPath, ...words], {
        env: { ...process.env, XDG_CACHE_HOME: cache, WIT_STUDIO_RESIDENT: '0' },
        encoding: 'utf8',
      });
      assert.equal(statSync(file).size, 65_536);
      const seen = stderr.replaceAll(/out.wait x+: /g, '');
      // A guest that is slower than the file sees the failure, and its exit code is its own.
      if (status === 0) assert.match(seen, /^(?:ok\n){16}failed: [a-z-]+\n$/);
      else
        assert.match(
          seen,
          /^(?:ok\n){17}error\[file-access\]: the output cannot be written: file too large\n/,
        );
    },
  );

  it('terminates a guest whose output is not read at the time limit, with the exit code of an abort', async () => {
    const { stderr, exited } = start('--timeout', '2', guest, 'print', '5000000');
    assert.match(await stderr, /^error\[guest-timeout\]/);
    assert.equal(await exited, 134);
  });
});
