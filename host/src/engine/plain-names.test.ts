import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, programOf, storage } from './testing/instantiate-wat.ts';
import { transpile } from './transpile.ts';

type Fn = (x: number) => number;

/** Exports one function, which adds 1, under each of `functions`, and in each of `interfaces` under each of `members`. */
const exporting = (functions: readonly string[], interfaces: readonly string[], members: readonly string[]) =>
  assemble(`(component
    (core module $m (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))
    (core instance $i (instantiate $m))
    (func $f (param "x-URL" u32) (result u32) (canon lift (core func $i "f")))
    (instance $members ${members.map((name) => `(export "${name}" (func $f))`).join(' ')})
    ${functions.map((name) => `(export "${name}" (func $f))`).join('\n')}
    ${interfaces.map((name) => `(export "${name}" (instance $members))`).join('\n')})`);

/** Calls an imported function, and that of an imported interface, and adds their results. */
const importing = `(component
  (import "get-URL" (func $own (param "x" u32) (result u32)))
  (import "URL-of-A-B" (instance $plain (export "get-URL" (func (param "x-URL" u32) (result u32)))))
  (import "t:names/URL-parser" (instance $full (export "get-a-b-C" (func (param "x" u32) (result u32)))))
  (core func $own (canon lower (func $own)))
  (core func $plain (canon lower (func $plain "get-URL")))
  (core func $full (canon lower (func $full "get-a-b-C")))
  (core module $m
    (import "" "own" (func $own (param i32) (result i32)))
    (import "" "plain" (func $plain (param i32) (result i32)))
    (import "" "full" (func $full (param i32) (result i32)))
    (func (export "f") (param i32) (result i32)
      (i32.add (i32.add (call $own (local.get 0)) (call $plain (local.get 0))) (call $full (local.get 0)))))
  (core instance $i (instantiate $m (with "" (instance
    (export "own" (func $own)) (export "plain" (func $plain)) (export "full" (func $full))))))
  (func $f (param "x" u32) (result u32) (canon lift (core func $i "f")))
  (export "f" (func $f)))`;

describe('names that WIT allows', () => {
  const functions = {
    'get-URL': 'getUrl',
    URL: 'url',
    'a-B-c': 'aBC',
    'x-y-z': 'xYZ',
    'http2-GET': 'http2Get',
  };
  it('are those of a world’s functions, with capitals and short words', async () => {
    const program = await programOf(await exporting(Object.keys(functions), [], []));
    const exports = (await program({})) as Record<string, Fn>;
    for (const [wit, name] of Object.entries(functions)) assert.equal(exports[name]?.(4), 5, wit);
  });

  const interfaces = { 'URL-parser': 'urlParser', 'a-b-c': 'aBC', 'vec-X-Y': 'vecXY', plain: 'plain' };
  it('are those of a world’s own interfaces', async () => {
    const path = await exporting([], Object.keys(interfaces), ['get-URL', 'x-y-z']);
    const exports = (await (await programOf(path))({})) as Record<string, Record<string, Fn>>;
    for (const [wit, name] of Object.entries(interfaces)) {
      assert.equal(exports[name]?.['getUrl']?.(4), 5, wit);
      assert.equal(exports[name]?.['xYZ']?.(4), 5, wit);
    }
    const { manifest } = await transpile(path, storage);
    assert.deepEqual(manifest.exports.map(([name]) => name).sort(), Object.values(interfaces).sort());
  });

  it('are those of interfaces in packages', async () => {
    const program = await programOf(await exporting([], ['t:names/a-b-C'], ['get-URL']));
    const exports = (await program({})) as Record<string, Record<string, Fn>>;
    assert.equal(exports['t:names/a-b-C']?.['getUrl']?.(4), 5);
  });

  it('are those of imports', async () => {
    const program = await programOf(await assemble(importing));
    const imports = {
      'get-URL': { default: (x: number) => x + 1 },
      'URL-of-A-B': { getUrl: (x: number) => x + 10 },
      't:names/URL-parser': { getABC: (x: number) => x + 100 },
    };
    const exports = (await program(imports)) as { f: Fn };
    assert.equal(exports.f(1), 114);
  });
});
