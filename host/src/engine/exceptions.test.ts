import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exitCodeOf } from '../base/exit-code.ts';
import { toProblem } from '../guest/traps/trap.ts';
import { callOf } from './testing/instantiate-wat.ts';

/** The tag, who throws and who catches are modules of their own. `outer` calls `throws` of another component. */
const component = `(component
  (component $inner
    (core module $tag (tag (export "t") (param i32)))
    (core module $thrower
      (import "tag" "t" (tag $t (param i32)))
      (func (export "throw") (param i32) (throw $t (local.get 0))))
    (core module $catcher
      (import "tag" "t" (tag $t (param i32)))
      (import "thrower" "throw" (func $throw (param i32)))
      (func (export "throws") (result i32) (call $throw (i32.const 1)) (i32.const 0))
      (func (export "caught") (param i32) (result i32)
        (block $h (result i32)
          (try_table (catch $t $h) (call $throw (local.get 0)))
          (i32.const 0))))
    (core instance $tag (instantiate $tag))
    (core instance $thrower (instantiate $thrower (with "tag" (instance $tag))))
    (core instance $catcher (instantiate $catcher
      (with "tag" (instance $tag)) (with "thrower" (instance $thrower))))
    (func (export "throws") (result u32) (canon lift (core func $catcher "throws")))
    (func (export "failing") (result (result)) (canon lift (core func $catcher "throws")))
    (func (export "caught") (param "x" u32) (result u32) (canon lift (core func $catcher "caught"))))
  (instance $inner (instantiate $inner))
  (component $outer
    (import "throws" (func $throws (result u32)))
    (core func $throws (canon lower (func $throws)))
    (core module $m
      (import "" "throws" (func $throws (result i32)))
      (func (export "outer") (result i32)
        (call $throws)))
    (core instance $i (instantiate $m (with "" (instance (export "throws" (func $throws))))))
    (func (export "outer") (result u32) (canon lift (core func $i "outer"))))
  (instance $outer (instantiate $outer (with "throws" (func $inner "throws"))))
  (export "throws" (func $inner "throws"))
  (export "failing" (func $inner "failing"))
  (export "caught" (func $inner "caught"))
  (export "outer" (func $outer "outer")))`;

/** V8 has `try_table` from 13 on (Node.js 24). */
const TRY_TABLE = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 31, 64, 0, 11, 11],
]);
const older = !WebAssembly.validate(TRY_TABLE);

describe('exceptions of core modules', () => {
  const call = (text: string): Promise<string> => callOf(component, text);
  const problemOf = async (text: string) => toProblem(await call(text).catch((error: unknown) => error));

  it('are caught in another module, or Node.js is too old', async () => {
    if (older) assert.match((await problemOf('caught(42)')).message, /Node\.js .* cannot compile/);
    else assert.equal(await call('caught(42)'), '42');
  });

  for (const name of ['throws', 'failing'])
    it(`that nothing catches are no result: ${name}`, async () => {
      const problem = await problemOf(`${name}()`);
      if (older) return assert.equal(problem.code, 'component-unsupported');
      assert.equal(problem.message, 'the guest trapped: an exception of WebAssembly that nothing caught');
      assert.equal(exitCodeOf(problem), 1);
    });

  it('become traps at the border of their component', async () => {
    const { message } = await problemOf('outer()');
    assert.match(message, older ? /cannot compile/ : /uncaught exception propagated out of component/);
  });
});
