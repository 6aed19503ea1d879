import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { wasiWorlds } from './wasi.ts';
import { worldsFor } from './worlds-for.ts';

describe('the worlds for a new component', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-worlds-'));
  const wit = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  after(() => rmSync(folder, { recursive: true }));

  const files = [
    wit(
      'shop.wit',
      `package demo:shop;
interface carts { resource cart; }
world greeter { export greet: func(name: string) -> string; }
world counter { export count: func() -> u32; }
world seller { export carts; }
`,
    ),
  ];
  const names = (language: Parameters<typeof worldsFor>[0]) =>
    worldsFor(language, files).worlds.map(({ name }) => name);

  it('are all in a language with a template of each', () => {
    for (const language of ['typescript', 'javascript', 'rust'] as const) {
      assert.deepEqual(names(language), ['greeter', 'counter', 'seller']);
      assert.deepEqual(
        worldsFor(language, []).wasi,
        wasiWorlds().map(({ id }) => id),
      );
    }
  });

  it('are those with a template in Go, C and Python', () => {
    assert.deepEqual(names('go'), ['greeter', 'counter', 'seller']);
    assert.deepEqual(names('c'), ['greeter', 'counter', 'seller']);
    assert.deepEqual(names('python'), ['greeter', 'counter']);
    for (const language of ['go', 'c'] as const) {
      const series = worldsFor(language, []).wasi.map((id) => id.replace(/(\d+\.\d+)\..*/, '$1'));
      assert.deepEqual([...new Set(series)].sort(), [
        'wasi:cli/command@0.2',
        'wasi:http/proxy@0.2',
        'wasi:keyvalue/watch-service@0.2',
      ]);
    }
  });

  it('include a world with errors, which creating it reports', () => {
    const broken = mkdtempSync(join(folder, 'broken-'));
    const file = join(broken, 'a.wit');
    writeFileSync(file, 'package a:b; world w { export f: func() -> missing; }');
    assert.deepEqual(worldsFor('go', [file]).worlds, [{ id: 'a:b/w', name: 'w', folder: broken }]);
  });
});
