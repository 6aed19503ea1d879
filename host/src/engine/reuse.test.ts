import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generator, type Generated } from '../toolkit/bindings.ts';
import { loadWasmTools } from './jco.ts';
import { generateOnce } from './reuse.ts';

const pair = (first: string, second: string) => `(component
  (component $a
    (core module $m ${first})
    (core instance $i (instantiate $m))
    (func $f (result u32) (canon lift (core func $i "f")))
    (export "f" (func $f)))
  (component $b
    (import "f" (func $f (result u32)))
    (core func $low (canon lower (func $f)))
    (core module $m (import "" "f" (func $f (result i32))) ${second})
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $low))))))
    (func $g (result u32) (canon lift (core func $i "g")))
    (export "g" (func $g)))
  (instance $a (instantiate $a))
  (instance $b (instantiate $b (with "f" (func $a "f"))))
  (export "g" (func $b "g")))`;
const f = (value: number) => `(func (export "f") (result i32) (i32.const ${value}))`;
const g = (value: number) => `(func (export "g") (result i32) (i32.add (call $f) (i32.const ${value})))`;

describe('bindings of components of one shape', () => {
  let calls = 0;
  async function generate(wat: string): Promise<{ reused: Generated; fresh: Generated; calls: number }> {
    const bytes = await (await loadWasmTools()).parse(wat);
    const { generate: make } = await generator.load();
    const before = calls;
    const reused = generateOnce(bytes, 'test', () => {
      calls++;
      return make(bytes, false);
    });
    return { reused, fresh: make(bytes, false), calls: calls - before };
  }

  it('share the script and use their own modules, in a composition too', async () => {
    const first = await generate(pair(f(1), g(1)));
    assert.equal(first.calls, 1);
    for (const wat of [pair(f(2), g(1)), pair(f(1), g(2)), pair(f(1), g(1))]) {
      const { reused, fresh, calls: made } = await generate(wat);
      assert.deepEqual([reused, made], [fresh, 0]);
    }
  });

  it('are generated again when a module has other exports or imports', async () => {
    await generate(pair(f(1), g(1)));
    const more = `${f(1)} (func (export "other"))`;
    assert.equal((await generate(pair(more, g(1)))).calls, 1);
    const other = pair(f(1), g(1)).replaceAll('(result u32)', '(result s32)');
    const { reused, fresh, calls: made } = await generate(other);
    assert.deepEqual([reused, made], [fresh, 1]);
  });

  it('are generated again when two equal modules cannot be distinguished', async () => {
    const twins = (value: number) => `(component
      (core module ${f(value)}) (core module ${f(value)})
      (core instance $i (instantiate 0)) (core instance $j (instantiate 1))
      (func $f (result u32) (canon lift (core func $i "f")))
      (func $g (result u32) (canon lift (core func $j "f")))
      (export "f" (func $f)) (export "g" (func $g)))`;
    await generate(twins(1));
    const { reused, fresh, calls: made } = await generate(twins(2));
    assert.deepEqual([reused, made], [fresh, 1]);
  });
});
