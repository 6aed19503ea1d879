import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { HostError } from '../../base/problem.ts';
import { nodeFor } from '../node-for.ts';
import { prepare } from '../prepare.ts';
import { run } from '../run.ts';

/** The same for the toolkit's own tests: two instances that give each other handles of the host's. */
const GRAPH = 'toolkit/fuse/tests/graphs/handles-of-host.wat';
const ANSWERS = ['numbers()', 'polled()'];
const TRAPS = ['polled-unknown(2)', 'unknown(9)'];

/** Where Node.js has one memory a module nothing is fused, and all of it holds as well. */
describe('a composition that runs', () => {
  let storage: string;
  let component: string;
  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-fused-'));
    component = join(storage, 'graph.wasm');
    writeFileSync(component, await parse(await readFile(GRAPH, 'utf8')));
  });
  after(() => rmSync(storage, { recursive: true }));

  async function outcome(invoke: string, fuse: boolean): Promise<string | undefined> {
    const context = { signal: new AbortController().signal, storage, output: () => {} };
    try {
      return (await run({ component, grants: {}, invoke, fuse }, context)).value;
    } catch (error) {
      if (error instanceof HostError) return error.problem.code;
      throw error;
    }
  }

  it('is one core module and one that initializes its table, where multi-memory is supported', async () => {
    const node = await nodeFor({ storage });
    const modules = async (fuse: boolean): Promise<number> =>
      (await prepare(component, { storage, node, fuse })).manifest.modules.length;
    const [apart, fused] = [await modules(false), await modules(true)];
    assert.equal(fused, node.multiMemory ? 2 : apart);
    assert.ok(apart > 2, String(apart));
  });

  for (const call of ANSWERS)
    it(`${call} returns the same as its unfused instances`, async () => {
      const apart = await outcome(call, false);
      assert.match(apart ?? '', /^\d+$/);
      assert.equal(await outcome(call, true), apart);
    });

  for (const call of TRAPS)
    it(`${call} traps as its instances do apart`, async () => {
      assert.deepEqual([await outcome(call, false), await outcome(call, true)], ['guest-trap', 'guest-trap']);
    });
});
