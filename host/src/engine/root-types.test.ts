import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callOf } from './testing/instantiate-wat.ts';

/** A record and two resources; `give` returns a handle of the other one. */
const component = `(component
  (type $point' (record (field "x" u32) (field "y" u32)))
  (export $point "point" (type $point'))
  (type $r' (resource (rep i32)))
  (type $s' (resource (rep i32)))
  (export $r "r" (type $r'))
  (export $s "s" (type $s'))
  (core func $new-r (canon resource.new $r'))
  (core func $new-s (canon resource.new $s'))
  (core module $m
    (import "" "new-r" (func $new-r (param i32) (result i32)))
    (import "" "new-s" (func $new-s (param i32) (result i32)))
    (func (export "sum") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "give") (result i32) (call $new-s (i32.const 7)))
    (func (export "make") (result i32) (call $new-r (i32.const 7))))
  (core instance $i (instantiate $m (with "" (instance
    (export "new-r" (func $new-r)) (export "new-s" (func $new-s))))))
  (func (export "sum") (param "of" $point) (result u32) (canon lift (core func $i "sum")))
  (func (export "give") (result (own $r)) (canon lift (core func $i "give")))
  (func (export "make") (result (own $r)) (canon lift (core func $i "make"))))`;

describe('a component that exports types at its root', () => {
  const call = (text: string): Promise<string> => callOf(component, text);

  it('is called with values of them', async () => assert.equal(await call('sum({x: 1, y: 2})'), '3'));

  it('returns handles to its own resources', async () => assert.match(await call('make()'), /r/));

  it('returns no handle that it has of another resource', () =>
    assert.rejects(call('give()'), /unknown handle index 1/));
});
