import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { before, describe, it } from 'node:test';
import { assemble, readWat, storage } from '../testing/instantiate-wat.ts';
import { scriptOf, transpile } from '../transpile.ts';

describe('the script of an asynchronous component', () => {
  let script: string;
  before(async () => {
    const transpiled = await transpile(await assemble(await readWat('byte-stream.wat')), storage);
    script = await readFile(fileURLToPath(scriptOf(transpiled)), 'utf8');
  });

  it('does not poll when an event wakes it', () => {
    const timers = [...script.matchAll(/^.*\b(?:setTimeout|setInterval)\(.*$/gm)].map(([line]) =>
      line.trim(),
    );
    assert.deepEqual(timers, [
      // At the end of all work: whether it is a deadlock.
      'STORE_ASYNC_STATE.deadlockCheck = setTimeout(() => {',
      // While a component holds others off.
      'const interval = setInterval(() => {',
      'const timer = setTimeout(look, LOOK_MS$);',
      'return setInterval(look, LOOK_MS$);',
    ]);
  });

  it('is woken by events, released locks and scheduler requests', () => {
    for (const part of [
      'this.#pendingEventFn = pending$(this, fn);',
      'if (this.#tickLoop !== null) { wake$(); return; }',
      'let waitInterval = whenPending$(this, ',
    ])
      assert.ok(script.includes(part), part);
    assert.ok(/wake\$\(\);\s*this\.#scheduleLockHandoff\(\);\s*return true;/.test(script));
  });

  it('reads no environment variable at each step', () => {
    assert.ok(!script.includes('JCO_DEBUG'));
  });
});
