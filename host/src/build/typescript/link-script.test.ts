import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withBuilder, type Wit } from '../../toolkit/javascript.ts';
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
const linkAnew = (script: string) => withBuilder(({ link }) => link(wit, padded(script), {}).component);
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
