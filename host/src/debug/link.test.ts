import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readySource } from '../wasi/input-stream.ts';
import { link } from './link.ts';

const stdio = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };

describe('linking modules to debug', () => {
  let folder: string;

  before(() => (folder = mkdtempSync(join(tmpdir(), 'wit-studio-link-'))));
  after(() => rmSync(folder, { recursive: true }));

  const exportsOf = async (code: string) => {
    const file = join(folder, 'module.cjs');
    writeFileSync(file, code);
    const instances = [{ kind: 'module', name: 'a', file }] as const;
    return (await link({ instances, wires: [], grants: {}, addr: '' }, stdio))[0];
  };

  it('hides what Node.js has and a component lacks', async () => {
    const names = ['process', 'Buffer', 'fetch', 'WebSocket', 'global'];
    const types = names.map((name) => `${name}: typeof ${name}`);
    const expected = Object.fromEntries(names.map((name) => [name, 'undefined']));
    assert.deepEqual(await exportsOf(`exports.seen = { ${types.join(', ')} };`), { seen: expected });
  });
});
