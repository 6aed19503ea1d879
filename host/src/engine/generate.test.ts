import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HostError } from '../base/problem.ts';
import { generate } from './generate.ts';
import { assemble, assembleBytes, programOf } from './testing/instantiate-wat.ts';

const problemOf = async (bytes: Uint8Array, multiMemory = true) => {
  const error: unknown = await generate('x.wasm', bytes, multiMemory).then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(error instanceof HostError, String(error));
  return error.problem;
};

/** WebAssembly text has the same escapes for bytes as this needs. */
const quoted = (name: string): string =>
  `"${[...Buffer.from(name)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}"`;

const withExport = (name: string): string =>
  `(component (core module $m (func (export ${quoted(name)}))) (core instance $i (instantiate $m))
    (func $f (canon lift (core func $i ${quoted(name)}))) (export "f" (func $f)))`;
const withImport = (name: string): string =>
  `(component (core module $m (import ${quoted(name)} ${quoted(name)} (func)))
    (core module $n (func (export ${quoted(name)}))) (core instance $n (instantiate $n))
    (core instance (instantiate $m (with ${quoted(name)} (instance $n)))))`;

describe('names in core modules', () => {
  const unusual = {
    'an apostrophe': "it's",
    'a quotation mark': 'say "f"',
    'a backtick': '`f`',
    'a backslash': 'a\\b',
    'a line break': 'a\nb',
    'a line separator': 'a\u2028b',
    'a paragraph separator': 'a\u2029b',
    'a control character': 'a\u0085b',
    'the start of an expression': '${f}',
    'the end of a comment': 'f*/',
    'too many characters': 'f'.repeat(20_000),
  };
  for (const [what, name] of Object.entries(unusual)) {
    for (const [where, text] of [
      ['an export', withExport],
      ['an import', withImport],
      [
        'a module that is not used',
        (name: string) => `(component (core module (func (export ${quoted(name)}))))`,
      ],
      ['a nested component', (name: string) => `(component (component ${withExport(name).slice(10)})`],
    ] as const) {
      it(`are refused with ${what} in ${where}`, async () => {
        const { code, message } = await problemOf(await assembleBytes(text(name)));
        assert.equal(code, 'unusual-name');
        assert.match(message, /^[\p{L}\p{N}\p{P}\p{S} ]{1,140}$/u);
      });
    }
  }

  /** As toolchains give them. */
  const usual = [
    'cabi_realloc',
    '_initialize',
    '_start',
    '$root',
    '[export]t:math/ops@0.1.0',
    '[export]t:math/ops#[dtor]counter',
    't:math/ops@0.1.0#[method]counter.next-value',
    '[async-lower][future-read-0][static]response.new',
    '[task-return]run',
    '[resource-drop]counter',
    'cm32p2|wasi:io/poll@0.2|[method]pollable.block',
    'cm32p2_realloc',
    'wasi_snapshot_preview1',
    'GOT.mem',
    '__indirect_function_table',
    '_ZN4core3fmt9Formatter3pad17h0123456789abcdefE',
    '_RNvCs1234_7mycrateu8grße_kta',
    '_ZNSt3__212basic_stringIcNS_11char_traitsIcEEED2Ev',
    'operator<=>(std::vector<int>&, int)',
    'invoke_viii',
    '(*main.Handler).ServeHTTP',
    'go:main.main.func1',
    'runtime.alloc[...]',
    'type:.eq.struct{a;b}',
    'größe_日本語',
    'Foo#get:bar',
    '~lib/array/Array<i32>#push',
    '__wasm_call_ctors',
    'a-name-with-100%!?=,;|^+*&@ 2',
  ];
  for (const name of usual) {
    it(`may be ${name}`, async () => {
      const exporter = await programOf(await assemble(withExport(name)));
      assert.equal(typeof (await exporter({}))['f'], 'function');
      const importer = await programOf(await assemble(withImport(name)));
      assert.deepEqual(await importer({}), {});
    });
  }
});

describe('a component that the generator cannot translate', () => {
  it('is unsupported when its script would not load', async () => {
    const program = programOf(await assemble(withExport('')));
    await assert.rejects(program, isUnsupported);
  });

  it('is unsupported when no Node.js can compile a feature that the generator supports', async () => {
    const sum = '(i64.add128 (i64.const 1) (i64.const 0) (i64.const 2) (i64.const 0))';
    const wide = `(component (core module $m (func (result i64 i64) ${sum})) (core instance (instantiate $m)))`;
    await assert.rejects(programOf(await assemble(wide)), isUnsupported);
  });

  it('is unsupported when it is valid', async () => {
    const lifted = '(component (import "m" (core module)) (export "m" (core module 0)))';
    const { code, causes } = await problemOf(await assembleBytes(lifted));
    assert.equal(code, 'component-unsupported');
    assert.ok(causes?.[0]);
  });

  it('needs a newer Node.js when a module has several memories', async () => {
    const text = '(component (core module $m (memory 1) (memory 1)) (core instance (instantiate $m)))';
    const { code, message } = await problemOf(await assembleBytes(text), false);
    assert.equal(code, 'node-too-old');
    assert.match(message, /several memories/);
  });

  it('is invalid when truncated within its module, also between sections', async () => {
    const bytes = await assembleBytes(withExport('f'));
    // Behind the head of the component and of the section.
    const [start, size] = [10, bytes[9]!];
    assert.equal(Buffer.from(bytes).toString('latin1', start, start + 4), '\0asm');
    for (let end = start; end < start + size; end++) {
      const { code, causes } = await problemOf(bytes.subarray(0, end));
      assert.equal(code, 'component-invalid');
      assert.ok(causes?.[0]);
    }
  });
});

const isUnsupported = (error: unknown): boolean =>
  error instanceof HostError && error.problem.code === 'component-unsupported';

describe('components of the repository', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const paths = ['test-fixtures', 'toolkit'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.wasm') && !path.includes('target'))
      .map((path) => `${root}${folder}/${path}`),
  );
  const isComponent = (bytes: Buffer): boolean => bytes.readUInt32LE(4) === 0x1000d;

  it('have only plain names', async () => {
    const components = paths.map((path) => readFileSync(path)).filter(isComponent);
    assert.ok(components.length >= 5);
    for (const bytes of components) assert.ok((await generate('x.wasm', bytes, true)).files.length > 0);
  });
});
