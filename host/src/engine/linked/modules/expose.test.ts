import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assembleBytes } from '../../testing/instantiate-wat.ts';
import { effectsOf } from './effects.ts';
import { exposeState, STATE } from './expose.ts';

const NO_EFFECTS = { writesTables: false, dropsSegments: false };

async function exposed(fields: string): Promise<string[] | undefined> {
  const module = await assembleBytes(`(module ${fields})`);
  const bytes = exposeState(module, { ...effectsOf(module), writesTables: true });
  if (!bytes) return undefined;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return Object.keys(exports).map((name) => name.replace(STATE, 'state '));
}

describe('the state of a core module', () => {
  it("is exported beside the module's own exports", async () => {
    assert.deepEqual(
      await exposed(`(func (export "f")) (memory 1) (table 1 funcref) (global (mut i64) (i64.const -77))
        (global i32 (i32.const 1)) (global (mut f64) (f64.const 2)) (data (i32.const 0) "abc") (elem (i32.const 0) func 0)`),
      ['f', 'state 0', 'state 1', 'state 2', 'state 3'],
    );
  });

  it('is exported by a module that exports nothing, also one without code', async () => {
    assert.deepEqual(await exposed('(memory 1) (func $f) (start $f) (data (i32.const 0) "a")'), ['state 0']);
    assert.deepEqual(await exposed('(memory 1)'), ['state 0']);
    assert.deepEqual(await exposed(''), []);
  });

  it('omits segments that no code drops', async () => {
    const segments = '(data $d "a") (func $f) (elem $e func $f)';
    const copies = '(memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))';
    assert.deepEqual(await exposed(`(memory 1) ${segments} (func ${copies})`), ['state 0']);
  });

  it('keeps the offsets of code', async () => {
    const module = await assembleBytes('(module (memory 1) (func (export "f") (result i32) i32.const 7))');
    const code = (bytes: Uint8Array) => Buffer.from(bytes).includes(Buffer.of(10, 6, 1, 4, 0, 0x41, 7, 0x0b));
    assert.ok(code(module) && code(exposeState(module, NO_EFFECTS)!));
  });

  for (const [name, fields] of Object.entries({
    'segments of data that may be dropped': '(memory 1) (data $d "a") (func (data.drop $d))',
    'segments of elements that may be dropped':
      '(table 1 funcref) (func $f) (elem $e func $f) (func (elem.drop $e))',
    'vectors in globals': '(global (mut v128) (v128.const i32x4 0 0 0 0))',
    'memory that threads share': '(memory 1 1 shared)',
    'memory of 64 bits': '(memory i64 1)',
    'objects of WebAssembly': '(type (struct (field (mut i32))))',
    'a name like ours': `(func (export "${STATE}0"))`,
  }))
    it(`stays hidden where there are ${name}`, async () => assert.equal(await exposed(fields), undefined));

  it('is read from bytes that end anywhere, without an error', async () => {
    const module = await assembleBytes(
      '(module (memory 1) (table 1 funcref) (func $f) (elem (i32.const 0) $f))',
    );
    for (let length = 9; length < module.length; length++)
      assert.doesNotThrow(() => exposeState(module.subarray(0, length), NO_EFFECTS), `${length} bytes`);
  });
});
