import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolve } from 'node:path';
import { assemble } from '../testing/instantiate-wat.ts';
import { responseOf, bothWays, type TestRequest } from './testing/responses.ts';
import { onNewerNode } from '../../testing/on-newer-node.ts';
import { counter } from './testing/counter.ts';
import { serviceRequests } from './testing/service-requests.ts';

describe('a linked handler', () => {
  it('responds like the generated script after any earlier requests', async () => {
    const { plain, linked } = await bothWays(resolve('test-fixtures/programs/service/service.wasm'));
    assert.ok(linked);
    const both = [...serviceRequests, ...serviceRequests.toReversed()];
    const expected = new Map<TestRequest, readonly unknown[]>();
    for (const one of serviceRequests) expected.set(one, await responseOf(plain, one));
    for (const one of both) assert.deepEqual(await responseOf(linked, one), expected.get(one), one.path);
    // From the fourth on, the pages of its memory are counted.
    for (let left = 6; left > 0; left--) await responseOf(linked, { path: '/patient?3000000' });
    for (const one of both)
      assert.deepEqual(await responseOf(linked, one), expected.get(one), `${one.path}, counted`);
  });
});

/** Definitions, the state of the former request that is visible, and the state that is left. */
const states: Readonly<Record<string, readonly [definitions: string, seen: string, change: string]>> = {
  'a global': [
    '(global $g (mut i32) (i32.const 0))',
    '(global.get $g)',
    '(global.set $g (i32.const 1))',
  ],
  'a global of each type of numbers': [
    `(global $a (mut i64) (i64.const -9)) (global $b (mut f32) (f32.const -0))
     (global $c (mut f64) (f64.const 0.5)) (global $d (mut i32) (i32.const -1))`,
    `(i32.add (i32.add (i64.ne (global.get $a) (i64.const -9)) (i32.ne (i32.reinterpret_f32 (global.get $b)) (i32.const 0x80000000)))
      (i32.add (f64.ne (global.get $c) (f64.const 0.5)) (i32.ne (global.get $d) (i32.const -1))))`,
    `(global.set $a (i64.const 1)) (global.set $b (f32.const 1)) (global.set $c (f64.const 1))
     (global.set $d (i32.const 1))`,
  ],
  'the bits of a NaN': [
    '(global $g (mut f32) (f32.const nan:0x200001))',
    '(i32.ne (i32.reinterpret_f32 (global.get $g)) (i32.const 0x7fa00001))',
    '(global.set $g (f32.const nan:0x300001))',
  ],
  'a vector': [
    '(global $g (mut v128) (v128.const i32x4 0 0 0 0))',
    '(i32x4.extract_lane 3 (global.get $g))',
    '(global.set $g (v128.const i32x4 0 0 0 1))',
  ],
  memory: [
    '(memory 3) (data (i32.const 70000) "\\07")',
    `(i32.add (i32.add (i32.load8_u (i32.const 0)) (i32.load8_u (i32.const 196607)))
      (i32.ne (i32.load8_u (i32.const 70000)) (i32.const 7)))`,
    '(memory.fill (i32.const 0) (i32.const 1) (i32.const 196608))',
  ],
  'memory that grew': [
    '(memory 1 9)',
    '(i32.sub (memory.size) (i32.const 1))',
    '(drop (memory.grow (i32.const 2)))',
  ],
  'memory that grew and was written': [
    '(memory 1 9)',
    `(local $at i32)
     (if (memory.size) (then
       (loop $next
         (local.set $at (i32.add (local.get $at) (i32.const 4)))
         (br_if $next (i32.and (i32.eqz (i32.load (local.get $at))) (i32.lt_u (local.get $at) (i32.const 65532)))))))
     (i32.add (i32.ne (local.get $at) (i32.const 65532)) (i32.ne (memory.grow (i32.const 2)) (i32.const 1)))
     (i32.add (i32.load (i32.const 131068))) (i32.add (i32.load (i32.const 196604)))`,
    `(memory.fill (i32.const 0) (i32.const 1) (i32.const 196608))`,
  ],
  'a table': [
    '(table $t 4 funcref) (elem (i32.const 1) $change)',
    `(i32.add (i32.eqz (ref.is_null (table.get $t (i32.const 0))))
      (ref.is_null (table.get $t (i32.const 1))))`,
    `(table.set $t (i32.const 0) (table.get $t (i32.const 1)))
     (table.set $t (i32.const 1) (ref.null func))`,
  ],
  'a table that grew': [
    '(table $t 1 externref)',
    '(i32.sub (table.size $t) (i32.const 1))',
    '(drop (table.grow $t (ref.null extern) (i32.const 3)))',
  ],
  'a segment of data that was dropped': [
    '(memory 1) (data $d "\\01")',
    `(memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))
     (i32.eqz (i32.load8_u (i32.const 0)))`,
    '(data.drop $d)',
  ],
  'a segment of elements that was dropped': [
    '(table $t 1 funcref) (elem $e func $change)',
    `(table.init $e (i32.const 0) (i32.const 0) (i32.const 1))
     (ref.is_null (table.get $t (i32.const 0)))`,
    '(elem.drop $e)',
  ],
  'memory behind a trap': [
    '(memory 1)',
    '(i32.load (i32.const 0))',
    '(i32.store (i32.const 0) (i32.const 1)) unreachable',
  ],
  'what a start function has set': [
    '(memory 1) (global $g (mut i32) (i32.const 0)) (func $s (global.set $g (i32.const 5))) (start $s)',
    '(i32.ne (global.get $g) (i32.const 5))',
    '(global.set $g (i32.const 6))',
  ],
}; // prettier-ignore

describe('the state of a linked handler', () => {
  for (const [name, [definitions, seen, change]] of Object.entries(states))
    it(`is new for each request: ${name}`, async () => {
      const { linked } = await bothWays(await assemble(counter(definitions, seen, change)));
      assert.ok(linked);
      const statuses = [];
      for (let left = 8; left > 0; left--) {
        const [head] = await responseOf(linked, { path: '/' });
        statuses.push((head as unknown[])[1]);
      }
      assert.deepEqual(statuses, new Array(8).fill(200));
    });

  it('is visible to later calls, as with the generated script', async () => {
    const post = '(func (export "post") (if (i32.eq (global.get $g) (i32.const 1)) (then unreachable)))';
    const global = '(global $g (mut i32) (i32.const 0))';
    const options = '(post-return (core func $i "post"))';
    const set = (value: number) => `(global.set $g (i32.const ${value}))`;
    for (const [value, end] of [
      [1, 'trap'],
      [2, 'missing'],
    ] as const) {
      const text = counter(`${global} ${post}`, '(global.get $g)', set(value), options);
      const { plain, linked } = await bothWays(await assemble(text));
      assert.ok(linked);
      for (let left = 2; left > 0; left--) {
        const answer = await responseOf(linked, { path: '/' });
        assert.equal((answer.at(-1) as unknown[])[0], end);
        assert.deepEqual(answer, await responseOf(plain, { path: '/' }));
      }
    }
  });

  it('uses a separate instance when its start called the host', async () => {
    const start = '(global $g (mut i32) (i32.const 0)) (func $s (global.set $g (call $fields))) (start $s)';
    const seen = '(i32.ne (call $fields) (i32.const 4))';
    const { linked } = await bothWays(await assemble(counter(start, seen, '(drop (call $fields))')));
    assert.ok(linked);
    const [first] = await responseOf(linked, { path: '/' });
    for (let left = 2; left > 0; left--)
      assert.deepEqual((await responseOf(linked, { path: '/' }))[0], first);
  });
});

/** A handler that waits for some time in its start function, where nothing can be suspended. */
const waitingInStart = counter(
  '(func $s (call $block (call $time (i64.const 1000)))) (start $s)',
  '(i32.const 0)',
  '(call $block (call $time (i64.const 1000)))',
)
  .replace(
    '(core module $m',
    `(import "wasi:io/poll@0.2.0" (instance $poll
      (export "pollable" (type $pollable (sub resource)))
      (export "[method]pollable.block" (func (param "self" (borrow $pollable))))))
    (alias export $poll "pollable" (type $pollable))
    (import "wasi:clocks/monotonic-clock@0.2.0" (instance $clock
      (export "pollable" (type $pollable' (eq $pollable)))
      (export "subscribe-duration" (func (param "when" u64) (result (own $pollable'))))))
    (core func $time (canon lower (func $clock "subscribe-duration")))
    (core func $block (canon lower (func $poll "[method]pollable.block")))
    (core module $m
      (import "" "time" (func $time (param i64) (result i32)))
      (import "" "block" (func $block (param i32)))`,
  )
  .replace(
    '(export "fields" (func $fields))',
    '$& (export "time" (func $time)) (export "block" (func $block))',
  );

onNewerNode('a linked handler that waits in its start function', () => {
  it('responds although its start function waits', async () => {
    const { linked } = await bothWays(await assemble(waitingInStart));
    assert.ok(linked);
    for (let left = 2; left > 0; left--)
      assert.deepEqual((await responseOf(linked, { path: '/' }))[0], ['head', 200, [], true]);
  });
});
