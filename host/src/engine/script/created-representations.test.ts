import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { assemble, programOf, readWat, storage } from '../testing/instantiate-wat.ts';
import { scriptOf, transpile } from '../transpile.ts';

/** Also 0, which is a representation like every other, and what looks like a negative number to WebAssembly. */
const representations = [0, 7, 1000, 2_103_713, 2 ** 31, 2 ** 32 - 1];

describe('an own handle that travels', () => {
  it('can be borrowed by a component that passed it on', async () => {
    const program = await programOf(await assemble(await readWat('returned-to-lender.wat')));
    const { f } = (await program({})) as { f: (x: number) => number };
    for (const representation of representations) assert.equal(f(representation), representation);
  });

  it('has its representation registered only where it is created', async () => {
    const script = scriptOf(
      await transpile(await assemble(await readWat('returned-to-lender.wat')), storage),
    );
    const text = await readFile(fileURLToPath(script), 'utf8');
    assert.deepEqual(text.match(/\w+\._createdReps\.add\([^)]*\)/g), [
      'handleTable0._createdReps.add(rep >>> 0)',
    ]);
  });
});
