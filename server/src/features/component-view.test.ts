import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { jobs } from '../node/composer/jobs.ts';
import { viewComponent } from './component-view.ts';

const view = async (bytes: Uint8Array) => viewComponent(bytes, jobs, async () => []);

const nested = `(component
  (component $inner (core module $code (func (export "f"))))
  (core module $named
    (import "env" "table" (table 1 2 funcref)) (import "env" "g" (global (mut i32))) (import "env" "f" (func))
    (memory (export "memory") 1))
  (import "wasi:cli/stdout@0.2.0" (instance $out))
  (export "a:b/c@1.0.0" (instance $out)))`;

describe('the view of a .wasm file', () => {
  it('shows the world with its imports and exports, and the contents', async () => {
    const { kind, imports, exports, contents, wit = '', bytes } = await view(await parse(nested));
    assert.equal(kind, 'component');
    assert.deepEqual([imports, exports], [['wasi:cli/stdout@0.2.0'], ['a:b/c@1.0.0']]);
    const plain = contents.map(({ kind, name, contents }) => [kind, name, contents.map((one) => one.kind)]);
    assert.deepEqual(plain, [
      ['component', 'inner', ['core module']],
      ['core module', 'named', []],
    ]);
    assert.ok(contents.every((one) => one.bytes > 8 && one.bytes < bytes));
    assert.match(wit, /world root \{\s+import wasi:cli\/stdout@0\.2\.0;\s+export a:b\/c@1\.0\.0;/);
  });

  it('includes the interfaces of every package that the world refers to', async () => {
    const bytes = await parse(`(component
      (type $points (instance
        (type $record (record (field "x" u32)))
        (export "point" (type $point (eq $record)))
        (type $get (func (result $point)))
        (export "get" (func (type $get)))))
      (import "a:b/points@1.0.0" (instance (type $points))))`);
    const { wit = '' } = await view(bytes);
    assert.match(wit, /world root \{\s+import a:b\/points@1\.0\.0;/);
    assert.match(wit, /^package a:b@1\.0\.0 \{\n {2}interface points \{\n {4}record point \{\n {6}x: u32,/m);
  });

  it('shows the imports and exports of a core module', async () => {
    const module = await parse(
      '(module (import "env" "table" (table 1 2 funcref)) (import "env" "g" (global (mut i32))) (import "a" "f" (func)) (memory (export "memory") 1) (@producers (language "Rust" "1.95")))',
    );
    const { kind, imports, exports, producers, wit } = await view(module);
    assert.equal(kind, 'core-module');
    assert.deepEqual([imports, exports], [['env.table', 'env.g', 'a.f'], ['memory']]);
    assert.deepEqual(producers, [{ field: 'language', name: 'Rust', version: '1.95' }]);
    assert.equal(wit, undefined);
  });

  it('shows the component that a core module runs as, or the reason why it cannot', async () => {
    const program = '(module (memory (export "memory") 1) (func (export "_start")))';
    const { component, reasons } = await view(await parse(program));
    assert.deepEqual(reasons, []);
    assert.ok(component?.exports.some((name) => name.startsWith('wasi:cli/run@0.2.')));
    const other = await view(await parse('(module (import "env" "now" (func)))'));
    assert.equal(other.component, undefined);
    assert.match(other.reasons.join(' '), /imports env\.now, which nothing provides/);
  });

  it('shows the reason for a file that is truncated at any byte', async () => {
    const whole = await parse(nested);
    for (let length = 9; length < whole.length; length += 7) {
      const { kind, reasons } = await view(whole.subarray(0, length));
      if (kind === 'broken') assert.notEqual(reasons.join(''), '');
      else assert.equal(kind, 'component', 'a section that ends there');
    }
    const spoiled = Uint8Array.from(whole);
    spoiled.fill(0xff, 12, 40);
    assert.equal((await view(spoiled)).kind, 'broken');
  });

  it('ignores custom sections with damaged contents', async () => {
    const whole = await parse('(component (core module $code) (@custom "producers" "\\05\\ff\\ff"))');
    const { kind, contents, producers } = await view(whole);
    assert.deepEqual([kind, contents.length, producers], ['component', 1, []]);
    const named = await parse('(module (@custom "name" "\\00\\7f\\01"))');
    assert.equal((await view(named)).kind, 'core-module');
  });

  it('shows an empty file and other formats', async () => {
    assert.equal((await view(new Uint8Array())).kind, 'empty');
    assert.equal((await view(new TextEncoder().encode('(component)'))).kind, 'other');
  });
});
