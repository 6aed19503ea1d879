/** The sample in five languages, each built from its sources by its own tools; those of C and Python are installed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { setPriority } from 'node:os';
import { describe, it } from 'node:test';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { responses } from '../conformance/languages.ts';

// The tests of the editor run beside it, and wait for answers.
setPriority(19);

const isThere = (tool: string, version: string): boolean => spawnSync(tool, [version]).status === 0;
// No registry of packages has them, so that CI skips this where they are missing, too.
const missing = [
  ...(isThere('cargo', '--version') ? [] : ['cargo']),
  ...(isThere('go', 'version') ? [] : ['go']),
  ...(isThere('python3', '--version') ? [] : ['python3']),
];
const skip = wasmtime.missing || (missing.length > 0 && `not installed: ${missing.join(', ')}`);

describe('a composition in Rust, Go, TypeScript, Python and C', { skip, timeout: 480_000 }, () => {
  it('is built from sources, and has the same responses here and on wasmtime', async () => {
    let count = 0;
    for await (const { name, ours, wasmtime: theirs } of responses()) {
      assert.deepEqual([ours, theirs], [undefined, undefined], name);
      count++;
    }
    assert.equal(count, 10);
  });
});
