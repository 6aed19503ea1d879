import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, storage } from '../engine/testing/instantiate-wat.ts';
import { hasJspi } from '../node/flags.ts';
import { HostError } from '../base/problem.ts';
import { prepare } from './prepare.ts';

/** `f` is asynchronous; within a component around it, as a composition has it, when `wrapped`. */
const asynchronous = `
  (core module $m
    (import "" "return" (func $return (param i32)))
    (func (export "f") (result i32) (call $return (i32.const 7)) (i32.const 0))
    (func (export "callback") (param i32 i32 i32) (result i32) unreachable))
  (core func $return (canon task.return (result u32)))
  (core instance $i (instantiate $m (with "" (instance (export "return" (func $return))))))
  (func $f async (result u32)
    (canon lift (core func $i "f") async (callback (core func $i "callback"))))
  (export "f" (func $f))`;

const synchronous = `(component
  (core module $m (func (export "f") (result i32) (i32.const 7)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (export "f" (func $f)))`;

const codeOf = async (wat: string): Promise<string | undefined> => {
  try {
    await prepare(await assemble(wat), { storage });
    return undefined;
  } catch (error) {
    assert.ok(error instanceof HostError);
    return error.problem.code;
  }
};

describe('a component with asynchronous functions', () => {
  const expected = hasJspi() ? undefined : 'node-too-old';

  it('is refused by a Node.js that cannot suspend WebAssembly, and by no other', async () => {
    assert.equal(await codeOf(`(component ${asynchronous})`), expected);
  });

  it('is found within a composition', async () => {
    const composition = `(component
      (component $c ${asynchronous})
      (instance $i (instantiate $c))
      (export "f" (func $i "f")))`;
    assert.equal(await codeOf(composition), expected);
  });

  it('is refused for a missing import first, which no Node.js provides', async () => {
    const importing = `(component
      (import "a:b/c@0.3.0" (instance $c (export "f" (func async (result u32)))))
      (core func $f (canon lower (func $c "f")))
      (core module $m (import "" "f" (func (result i32))))
      (core instance (instantiate $m (with "" (instance (export "f" (func $f)))))))`;
    assert.equal(await codeOf(importing), 'missing-import');
  });

  it('does not affect components without them', async () => {
    assert.equal(await codeOf(synchronous), undefined);
  });
});

describe('an import that is missing', () => {
  const importing = (path: string) => `(component
    (import "${path}" (instance $i (export "get" (func (result u32)))))
    (core func $f (canon lower (func $i "get")))
    (core module $m (import "" "f" (func (result i32))))
    (core instance (instantiate $m (with "" (instance (export "f" (func $f)))))))`;
  const helpOf = async (path: string): Promise<string | undefined> => {
    const error: unknown = await assemble(importing(path))
      .then((component) => prepare(component, { storage }))
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof HostError);
    assert.equal(error.problem.code, 'missing-import');
    return error.problem.help;
  };

  it('names the versions and the grant of wasi:config', async () => {
    assert.match(
      (await helpOf('wasi:config/store@0.2.0')) ?? '',
      /0\.2\.0-rc\.1.*-S config-var=.*wit\.run\.config/,
    );
  });

  it('names the composition where no grant would help', async () => {
    assert.match((await helpOf('acme:log/sink@1.0.0')) ?? '', /^Compose it/);
  });
});
