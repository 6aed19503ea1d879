import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { escapeReservedNames } from './reserved-names.ts';
import { invoke } from '../../guest/thread/invoke.ts';
import { assemble, programOf } from '../testing/instantiate-wat.ts';

type Words = Readonly<Record<string, (x: number) => number>>;

/** One function under names that are words of JavaScript, in an interface and in the world. */
const words = ['arguments', 'eval', 'default', 'yield', 'class', 'await'];
const component = `(component
  (core module $m (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))
  (core instance $i (instantiate $m))
  (func $f (param "arguments" u32) (result u32) (canon lift (core func $i "f")))
  (instance $words ${words.map((word) => `(export "${word}" (func $f))`).join(' ')})
  (export "t:g/words" (instance $words))
  (export "arguments" (func $f)))`;

describe('functions named by words of JavaScript', () => {
  it('can be called', async () => {
    const program = await programOf(await assemble(component));
    const exports = (await program({})) as { words: Words; arguments: (x: number) => number };
    for (const word of words) assert.equal(exports.words[word]!(4), 5, word);
    assert.equal(exports.arguments(4), 5);
  });

  it('can be called when one is named like a method of a promise', async () => {
    const program = await programOf(
      await assemble(component.replace('(export "arguments" (func $f)))', '(export "then" (func $f)))')),
    );
    // Awaited as a promise, the exports would call it and never arrive.
    const call = { text: 'then(4)', path: ['then'], args: [4], result: { kind: 'u32' } } as const;
    assert.equal(await invoke(await program({}), call), '5');
  });

  it('leave other scripts unchanged', () => {
    const script = 'class A { join() { return this.b.join(...arguments); } }';
    assert.equal(escapeReservedNames(script), script);
  });
});
