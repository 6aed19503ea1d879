/** The programs of languages whose tools every machine has that runs the tests; all of them are `npm run conformance -- guests`. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { needs } from '../../server/src/testing/needs.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { guests } from './guests.ts';

const command = fileURLToPath(new URL('../../dist/cli/wit-studio.js', import.meta.url));
const skip = needs(existsSync(command), 'there is no dist: npm run build') || wasmtime.missing;

describe('programs of a language, built from their sources', { skip }, () => {
  it('in JavaScript print, write and respond the same here and on wasmtime', async () => {
    let count = 0;
    for await (const { name, ours, wasmtime: theirs } of guests(['javascript'])) {
      assert.deepEqual([ours, theirs], [undefined, undefined], name);
      count++;
    }
    assert.equal(count, 8);
  });
});
