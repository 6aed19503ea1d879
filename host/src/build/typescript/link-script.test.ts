import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { wasmtime } from '../../testing/wasmtime.ts';
import { scriptBuilder, type Wit } from '../../toolkit/javascript.ts';
import { linkScript } from './link-script.ts';
import { padded } from './script-place.ts';

const wit: Wit = {
  main: {
    tag: 'text',
    val: [{ path: 'a.wit', text: 'package a:b; world c { export f: func() -> string; }' }],
  },
  dependencies: [],
  world: 'c',
};
const manifest = {
  folder: '/',
  name: 'c',
  world: 'c',
  entry: '/c.js',
  wit: '/wit',
  out: '/c.wasm',
  types: '/types',
};
const scriptOf = (answer: string): string => `export const f = () => ${JSON.stringify(answer)};`;
const linkAnew = (script: string) => scriptBuilder.use(({ link }) => link(wit, padded(script), {}).component);
const linked = (script: string) => linkScript({ ...manifest, check: false }, wit, script, {});

it('links another script of a world as if it were the first', async () => {
  const scripts = ['one', 'three', 'é \0 " 💧', 'much '.repeat(2_000), 'one'].map(scriptOf);
  for (const script of scripts)
    assert.ok(Buffer.from(await linked(script)).equals(await linkAnew(script)), script.slice(0, 60));
});

it('returns separate bytes to each caller', async () => {
  const first = await linked(scriptOf('first'));
  const copy = first.slice();
  await linked(scriptOf('other'));
  assert.deepEqual(first, copy);
  (await linked(scriptOf('other'))).fill(0);
  assert.ok(Buffer.from(await linked(scriptOf('first'))).equals(copy));
});

it(
  'writes scripts that are padded, and one that fills the step, which return the same in wasmtime',
  { skip: wasmtime.missing },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wit-studio-link-'));
    const component = join(folder, 'c.wasm');
    try {
      await linked(scriptOf('template'));
      const around = 4096 - Buffer.byteLength(scriptOf(''));
      // Two alone: wasmtime compiles the engine anew for each.
      for (const length of [1, around]) {
        const answer = 'x'.repeat(length);
        await writeFile(component, await linked(scriptOf(answer)));
        const { stdout, stderr } = spawnSync(wasmtime.path, ['run', '--invoke', 'f()', component], {
          encoding: 'utf8',
        });
        assert.equal(stdout, `"${answer}"\n`, `${length}: ${stderr}`);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
