import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { scriptOf, transpile } from '../transpile.ts';
import { assemble, readWat, storage } from '../testing/instantiate-wat.ts';
import { refuseUnknownHandles } from './known-handles.ts';

describe('handles that a component passes to the host', () => {
  it('are looked up only in the table of known handles', async () => {
    const component = await assemble(await readWat('../../run/testing/wasi-handles.wat'));
    const script = await readFile(new URL(scriptOf(await transpile(component, storage))), 'utf8');
    assert.match(script, /entryOf\$\(handleTable\d+, handle\d+\)/);
    assert.doesNotMatch(script, /handleTable\d+\[\(handle\d+ << 1\) \+ 1\]/);
    assert.match(script, /rscTableRemove\(table, handle\) \{\n {4}checkHandle\$/);
  });

  it('leave a script without handles unchanged', () => {
    assert.equal(refuseUnknownHandles('export const x = 1;'), 'export const x = 1;');
  });
});
