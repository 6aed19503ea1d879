import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assembleBytes } from '../engine/testing/instantiate-wat.ts';
import { exitCodeOf } from './exit-code.ts';
import { wasmtime } from '../testing/wasmtime.ts';

const trap = (reason: string) => ({ code: 'guest-trap', message: `the guest trapped: ${reason}` }) as const;

const codes = [
  [trap('wasm trap: wasm `unreachable` instruction executed'), 134],
  [trap('wasm trap: invalid variant discriminant'), 134],
  [trap('unknown handle index 7'), 1],
  [trap('cannot remove owned resource while borrowed'), 1],
  [trap('a string is not valid UTF-8'), 1],
  [{ code: 'guest-timeout', message: 'the guest ran longer than its limit' }, 134],
  [{ code: 'wasi-misuse', message: 'the guest was ended' }, 1],
  [{ code: 'guest-error', message: 'the guest returned an error' }, 1],
] as const;

describe('the exit code of a run', () => {
  for (const [problem, code] of codes)
    it(`is ${code} for ${problem.message}`, () => assert.equal(exitCodeOf(problem), code));

  describe('of broken rules', { skip: wasmtime.missing }, () => {
    let storage: string;
    before(() => {
      storage = mkdtempSync(join(tmpdir(), 'wit-studio-exit-code-'));
    });
    after(() => rmSync(storage, { recursive: true }));

    const rules = [
      ['handles', 'look-at-dropped', 1],
      ['handles', 'lend-and-give', 1],
      ['handles', 'kept-borrow', 1],
      ['values', 'text-no-utf8', 1],
      ['values', 'utf16-surrogate', 1],
      ['values', 'text-outside', 134],
      ['values', 'color-nine', 134],
      ['traps', 'unreachable', 134],
    ] as const;
    for (const [table, name, code] of rules)
      it(`is that of a real wasmtime: ${name}`, async () => {
        const file = join(storage, `${table}.wasm`);
        const wat = readFileSync(new URL(`../run/testing/${table}.wat`, import.meta.url), 'utf8');
        writeFileSync(file, await assembleBytes(wat));
        const { status, signal } = spawnSync(wasmtime.path, ['run', '--invoke', `${name}()`, file]);
        assert.equal(signal === 'SIGABRT' ? 134 : status, code);
      });
  });
});
