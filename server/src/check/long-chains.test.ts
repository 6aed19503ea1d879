import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRoot } from '../packages/find-root.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse } from '../syntax/parse.ts';
import { packageFindings } from './check.ts';

/** Codes of the findings in a package, each once. */
function codes(items: string): string[] {
  const root = fileRoot((uri) => parse(uri, `package a:b;\n${items}`), 'file:///a.wit')!;
  const features = new Set<string>();
  const resolved = resolveRoot(root, features);
  const found = packageFindings(resolved, resolved.main, features);
  return [...new Set(found.map(({ code }) => code))];
}

const each = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n + 1)).join('\n');

describe('chains longer than the call stack are supported', () => {
  it('for types', () => {
    const chain = each(20_000, (n) => `record t${n} { a: t${n - 1} }`);
    const found = codes(`interface i { resource r; type t0 = r; ${chain} f: func() -> t20000; }`);
    // Refused by wasm-tools, and nothing else is wrong with it.
    assert.deepEqual(found, ['type-depth', 'type-size']);
  });

  it('for type aliases', () => {
    const chain = each(20_000, (n) => `type t${n} = t${n - 1};`);
    assert.deepEqual(codes(`interface i { resource r; type t0 = r; ${chain} f: func() -> t20000; }`), []);
  });

  it('for a cycle of types', () => {
    assert.deepEqual(codes(`interface i { ${each(20_000, (n) => `type t${n} = t${(n % 20_000) + 1};`)} }`), [
      'type-cycle',
    ]);
  });

  it('for types nested deeply in a cycle, which have no depth', () => {
    const nested = (type: string) => 'tuple<'.repeat(60) + type + '>'.repeat(60);
    const deep = (...types: string[]) =>
      codes(`interface i { ${types.map((type, n) => `record t${n} { a: ${nested(type)} }`).join(' ')} }`);
    assert.deepEqual(deep('t1', 't0'), ['type-cycle']);
    assert.deepEqual(deep('t1', 't2', 't1'), ['type-cycle']);
    assert.deepEqual(deep('t1', 't2', 'u8'), ['type-depth']);
  });

  it('for interfaces', () => {
    const chain = each(3000, (n) => `interface i${n} { use i${n - 1}.{t}; }`);
    assert.deepEqual(
      codes(`interface i0 { type t = u8; } ${chain} world w { import i3000; export i2999; }`),
      [],
    );
  });

  it('for worlds', () => {
    assert.deepEqual(codes(`world w0 {} ${each(3000, (n) => `world w${n} { include w${n - 1}; }`)}`), []);
  });
});
