import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { witOf } from '../../engine/component-wit.ts';
import { folderWith } from '../testing/folder.ts';

/** Types of WIT as WAT, of which `$t` is passed. */
const types: Readonly<Record<string, string>> = {
  'list<u8, 4>': '(type $t (list u8 4))',
  'list<string, 20>': '(type $t (list string 20))',
  'map<string, u32>': '(type $t (map string u32))',
  'option<map<u8, list<u32, 2>>>': '(type $l (list u32 2)) (type $m (map u8 $l)) (type $t (option $m))',
  'error-context': '(type $t error-context)',
  future: '(type $t (future))',
  'future<string>': '(type $t (future string))',
  stream: '(type $t (stream))',
  'stream<tuple<u8, string>>': '(type $v (tuple u8 string)) (type $t (stream $v))',
  'future<stream<u8>>': '(type $s (stream u8)) (type $t (future $s))',
};

/** Passes the function of one interface on as that of another. */
const passing = (from: string, to: string, type: string): string => `(component
  (import "t:a/${from}" (instance $in ${type} (export "f" (func (param "x" $t) (result $t)))))
  (alias export $in "f" (func $f)) (instance $out (export "f" (func $f))) (export "t:a/${to}" (instance $out)))`;

const PLAN = '[instances]\na = "deps/t/a.wasm"\nb = "deps/t/b.wasm"\nc = "deps/t/c.wasm"\n';
const DOCUMENT = `package t:whole;
let a = new t:a { ... };
let b = new t:b { two: a.two };
let c = new t:c { three: b.three };
export c.four;
`;

describe('a value passed through three components', () => {
  for (const [type, text] of Object.entries(types))
    it(`of ${type} has the same world in a plan and in a document`, async () => {
      await using folder = await folderWith({
        'deps/t/a.wasm': passing('one', 'two', text),
        'deps/t/b.wasm': passing('two', 'three', text),
        'deps/t/c.wasm': passing('three', 'four', text),
        'composition.toml': PLAN,
        'whole.wac': DOCUMENT,
      });
      const worldOf = async (plan: string) =>
        witOf(await readFile((await folder.compose({ plan })).component));
      const world = await worldOf('composition.toml');
      assert.ok(world.includes(type), world);
      assert.equal(await worldOf('whole.wac'), world);
    });
});
