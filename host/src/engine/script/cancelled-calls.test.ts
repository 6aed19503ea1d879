import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { storage } from '../testing/instantiate-wat.ts';
import { scriptOf, transpile } from '../transpile.ts';
import { forgetCancelledCalls } from './cancelled-calls.ts';

/** The effects on guests are compared with wasmtime in run/testing/p3-held-cases.ts. */
describe('a call of the host that a guest may cancel', () => {
  it('stores its result only if it was not cancelled', async () => {
    const transpiled = await transpile('test-fixtures/programs/third/third.wasm', storage);
    const script = await readFile(fileURLToPath(scriptOf(transpiled)), 'utf8');
    const calls = script.split('subtask?.setHostPendingResult(hostRet);').slice(1);
    assert.ok(calls.length > 20);
    for (const call of calls) {
      const stops = call.indexOf('if (subtask?.isResolved()) {');
      const stores = call.search(/dataView\(memory\d+\)\.set/);
      assert.ok(stops >= 0 && (stores < 0 || stops < stores), call.slice(0, 2000));
    }
  });

  it('is the only part of a script that changes', () => {
    assert.equal(
      forgetCancelledCalls('let ret;\ntry {} catch (e) {\n}\n'),
      'let ret;\ntry {} catch (e) {\n}\n',
    );
  });
});
