import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exitCodeOf } from '../../base/exit-code.ts';
import { assembleBytes } from '../../engine/testing/instantiate-wat.ts';
import { loadProgram, type Program } from '../../engine/instantiate.ts';
import { compile } from '../../engine/modules.ts';
import { functionsOf, scriptOf } from '../../engine/transpile.ts';
import { invoke } from '../../guest/thread/invoke.ts';
import { toProblem, WITHOUT_LINES } from '../../guest/traps/trap.ts';
import type { Problem } from '../../protocol.ts';
import { wasiImports } from '../../wasi/imports.ts';
import { readySource } from '../../wasi/input-stream.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { readCall } from '../../wave/call.ts';
import type { ExportedFunction } from '../../wave/exported.ts';
import { prepare } from '../prepare.ts';
import { entries, handles, pointers, traps, values, wasiHandles } from '../testing/misbehaviour.ts';

const TABLES = { handles, 'wasi-handles': wasiHandles, values, pointers, entries, traps };
const NO_STDIO = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };

/** JavaScript's own messages, which mean nothing to the author of the component. */
const RAW =
  /is not a function|undefined(?! element)|Cannot |typed array|DataView|iterable|code point|call stack size/;

/** Components that break a rule trap by name, and get nothing from it; each call has an instance of its own. */
for (const [table, cases] of Object.entries(TABLES)) {
  describe(`a component that breaks rules: ${table}`, () => {
    let storage: string;
    let file: string;
    let compiled: string;
    let program: Program;
    let functions: readonly ExportedFunction[];
    before(async () => {
      storage = mkdtempSync(join(tmpdir(), 'wit-studio-misbehaviour-'));
      file = join(storage, 'component.wasm');
      const wat = readFileSync(new URL(`../testing/${table}.wat`, import.meta.url), 'utf8');
      writeFileSync(file, await assembleBytes(wat));
      const transpiled = await prepare(file, { storage });
      functions = await functionsOf(transpiled);
      program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
      compiled = join(storage, 'compiled.wasm');
      if (!wasmtime.missing) execFileSync(wasmtime.path, ['compile', '-o', compiled, file]);
    });
    after(() => rmSync(storage, { recursive: true }));

    const callHere = async (name: string): Promise<string | Problem> => {
      const instance = await program(wasiImports({}, NO_STDIO));
      return invoke(instance, readCall(`${name}()`, functions)).catch(toProblem);
    };

    for (const [name, expected] of cases) {
      it(name, async () => {
        const outcome = await callHere(name);
        if (typeof outcome === 'string') return assert.equal(outcome, expected);
        const { code, message, help = '' } = outcome;
        assert.equal(code, 'guest-trap');
        assert.match(message, /^the guest trapped: /);
        assert.match(message, expected as RegExp);
        assert.doesNotMatch(message, RAW);
        assert.ok(help.length > WITHOUT_LINES.length, `no help is given for: ${message}`);
      });
    }

    it('ends as under a real wasmtime', { skip: wasmtime.missing }, async () => {
      for (const [name, expected] of cases) {
        const args = ['run', '--allow-precompiled', '--invoke', `${name}()`, compiled];
        const { status, signal, stdout } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
        const theirs = status === 0 ? stdout.trim() : signal === 'SIGABRT' ? 134 : status;
        assert.equal(
          theirs,
          typeof expected === 'string' ? expected : exitCodeOf((await callHere(name)) as Problem),
          name,
        );
      }
    });
  });
}
