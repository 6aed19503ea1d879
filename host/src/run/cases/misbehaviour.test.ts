import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assembleBytes } from '../../engine/testing/instantiate-wat.ts';
import { loadProgram, type Program } from '../../engine/instantiate.ts';
import { compile } from '../../engine/modules.ts';
import { functionsOf, scriptOf } from '../../engine/transpile.ts';
import { invoke } from '../../guest/thread/invoke.ts';
import { toProblem, WITHOUT_LINES } from '../../guest/trap.ts';
import { wasiImports } from '../../wasi/imports.ts';
import { readySource } from '../../wasi/input-stream.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { readCall } from '../../wave/call.ts';
import type { ExportedFunction } from '../../wave/exported.ts';
import { prepare } from '../prepare.ts';
import { entries, handles, traps, values, wasiHandles } from '../testing/misbehaviour.ts';

const TABLES = { handles, 'wasi-handles': wasiHandles, values, entries, traps };
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

    const outcomeHere = async (call: string): Promise<string> => {
      const instance = await program(wasiImports({}, NO_STDIO));
      return invoke(instance, readCall(call, functions)).catch((error: unknown) => {
        const { code, message, help = '' } = toProblem(error);
        assert.ok(help.length > WITHOUT_LINES.length, `nothing is said on ${message}`);
        return `${code}: ${message}`;
      });
    };

    for (const [name, expected] of cases) {
      it(name, async () => {
        const outcome = await outcomeHere(`${name}()`);
        if (typeof expected === 'string') return assert.equal(outcome, expected);
        assert.match(outcome, /^guest-trap: the guest trapped: /);
        assert.match(outcome, expected);
        assert.doesNotMatch(outcome, RAW);
      });
    }

    it('ends as under a real wasmtime', { skip: wasmtime.missing }, () => {
      for (const [name, expected] of cases) {
        const args = ['run', '--allow-precompiled', '--invoke', `${name}()`, compiled];
        const { status, stdout } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
        assert.equal(
          status === 0 ? stdout.trim() : 'a trap',
          typeof expected === 'string' ? expected : 'a trap',
          name,
        );
      }
    });
  });
}
