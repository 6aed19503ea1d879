import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { invoke } from '../../guest/thread/invoke.ts';
import { readCall } from '../../wave/call.ts';
import { assemble, functionsIn, programOf } from '../testing/instantiate-wat.ts';
import { checkEmptyBuffers } from './empty-buffers.ts';

/** A component that takes a list, for which its `realloc` gives one place. */
const taking = (type: string, place: number): string => `(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const ${place}))
    (func (export "take") (param i32 i32)))
  (core instance $i (instantiate $m))
  (func (export "take") (param "it" ${type})
    (canon lift (core func $i "take") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))`;

async function take(type: string, place: number, value: string): Promise<string> {
  const path = await assemble(taking(type, place));
  const functions = await functionsIn(path);
  const exports = await (await programOf(path))({});
  return invoke(exports, readCall(`take(${value})`, functions));
}

describe('the result of realloc for a list', () => {
  it('is in the memory, also for an empty one', async () => {
    for (const [type, value] of [
      ['(list u32)', '[]'],
      ['(list u32)', '[1]'],
      ['(list string)', '[]'],
    ] as const)
      await assert.rejects(take(type, -4, value), /beyond end of memory/, `${type} ${value}`);
    await assert.rejects(take('(list u32)', 65_536, '[1]'), /beyond end of memory/);
    await take('(list u32)', 65_536, '[]');
    await take('(list u32)', 65_532, '[1]');
  });

  it('is aligned', async () => {
    await assert.rejects(take('(list u32)', 2, '[1]'), /not aligned/);
    await take('(list u8)', 1, '[1]');
  });
});

describe('a script', () => {
  it('that names several memories keeps the realloc of each as it is', () => {
    const script =
      'memory0 = exports0.m;\nmemory1 = exports1.m;\nrealloc0 = (oldPtr, oldSize, align, newSize) => exports0.r(oldPtr, oldSize, align, newSize) >>> 0;';
    assert.equal(checkEmptyBuffers(script), script);
  });
});
