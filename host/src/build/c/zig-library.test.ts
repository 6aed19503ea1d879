import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { hasZigLibrary } from './zig-library.ts';

it('the C library of zig is found in its cache once it is built', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-zig-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const env = { ZIG_GLOBAL_CACHE_DIR: join(folder, 'zig') };
  assert.equal(await hasZigLibrary(env), false, 'no cache');
  const output = join(folder, 'zig/o/0123');
  mkdirSync(output, { recursive: true });
  assert.equal(await hasZigLibrary(env), false, 'a cache of other outputs');
  writeFileSync(join(output, 'libc.a'), '!<arch>\n');
  assert.equal(await hasZigLibrary(env), true);
  const caches = { [process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME']: folder };
  assert.equal(await hasZigLibrary(caches), true, 'in the folder of all caches');
});
