import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { problemOf, temporaryFolders } from '../testing/folders.ts';
import { generateBindings } from './generate-bindings.ts';
import { writeBindings } from './write-bindings.ts';

const folderOf = temporaryFolders();
const WIT = 'package a:b; world greeter { import log: func(text: string); export greet: func() -> string; }';
const withWit = async (text: string) => join(await folderOf({ 'wit/a.wit': text }), 'wit');

describe('bindings', () => {
  const expected = [
    ['c', ['greeter.c', 'greeter.h', 'greeter_component_type.o']],
    ['cpp', ['greeter.cpp', 'greeter_cpp.h', 'greeter_component_type.o', 'wit.h']],
    ['csharp', ['Greeter.cs']],
    ['go', ['wit_exports.go']],
    ['moonbit', ['moon.mod', 'world/greeter/import.mbt']],
    ['rust', ['greeter.rs']],
  ] as const;
  for (const [language, paths] of expected)
    it(`are written for ${language}`, async () => {
      const { world, files } = await generateBindings(
        { wit: await withWit(WIT), world: undefined },
        language,
      );
      assert.equal(world, 'greeter');
      for (const path of paths) assert.ok(files[path], `${path} of ${Object.keys(files).join(' ')}`);
    });

  it('leave up-to-date files untouched', async () => {
    const place = { wit: await withWit(WIT), world: undefined };
    const folder = await folderOf({ x: '' });
    const [source = ''] = (await writeBindings(place, 'c', folder)).files;
    const { mtimeMs } = await stat(source);
    assert.equal((await writeBindings(place, 'c', folder)).files[0], source);
    assert.equal((await stat(source)).mtimeMs, mtimeMs);
    const text = await readFile(source, 'utf8');
    await writeFile(source, 'changed');
    await writeBindings(place, 'c', folder);
    assert.equal(await readFile(source, 'utf8'), text);
  });
});

describe('no bindings', () => {
  const cases = [
    ['wit-invalid', 'c', 'package a:b; world w {', /cannot be used/],
    ['world-unknown', 'c', 'package a:b; world v { } world w { }', /several worlds/],
    [
      'bindings-unsupported',
      'go',
      'package a:b; world w { export f: func(a: list<u8, 4>); }',
      /fixed length/,
    ],
    ['bindings-unsupported', 'cpp', 'package a:b; world w { export f: async func(); }', /async functions/],
    ['bindings-unsupported', 'c', 'package a:b; world w { export f: func(a: map<string, u8>); }', /maps/],
  ] as const;
  for (const [code, language, text, message] of cases)
    it(`for ${language} of ${text}`, async () => {
      const problem = await problemOf(
        generateBindings({ wit: await withWit(text), world: undefined }, language),
      );
      assert.equal(problem.code, code);
      assert.match(problem.message, message);
    });

  /** `‹…›` is the place of the problem. */
  const places = [
    'package a:b; world w { import i; } interface i { use t.{m}; f: func() -> m; } interface t { type m = ‹map<string, u8>›; }',
    'package a:b; @unstable(feature = x) world v { export f: func(a: map<string, u8>); } interface unused { f: func(a: map<string, u8>); } world w { @unstable(feature = x) export f: func(a: map<string, u8>); export g: func(a: list<u8>, b: ‹list<u8, 4>›); }',
    'package a:b; world ‹w› { export resource-of: interface { resource r; } export c:d/e; } package c:d { interface e { f: func(a: map<string, u8>); } }',
  ];
  for (const marked of places)
    it(`have a place: ${marked}`, async () => {
      const text = marked.replaceAll(/[‹›]/g, '');
      const wit = await withWit(text);
      const { code, at } = await problemOf(generateBindings({ wit, world: undefined }, 'c'));
      assert.equal(code, 'bindings-unsupported');
      assert.equal(at?.file, join(wit, 'a.wit'));
      const place = [marked.indexOf('‹'), marked.indexOf('›') - 1];
      assert.deepEqual([at?.start.character, at?.end.character], place);
    });

  it('name the feature gate of a world that is left out', async () => {
    const wit = await withWit('package a:b;\n@unstable(feature = fast)\nworld w { }\n');
    for (const world of [undefined, 'w']) {
      const { code, message, help, at } = await problemOf(generateBindings({ wit, world }, 'c'));
      assert.equal(code, 'world-unknown');
      assert.equal(
        message,
        `the world w of the WIT in ${wit} is behind @unstable(feature = fast), and builds leave out what is unstable`,
      );
      assert.equal(help, 'Remove @unstable from w, or choose a world without it.');
      assert.deepEqual(at?.start, { line: 2, character: 6 });
    }
    const { message } = await problemOf(generateBindings({ wit, world: 'v' }, 'c'));
    assert.match(message, /has no world v$/);
  });

  it('say how the caller names a world', async () => {
    const wit = await withWit('package a:b; world v { } world w { }');
    const place = { wit, world: undefined, naming: 'the option --world' };
    const { help } = await problemOf(generateBindings(place, 'c'));
    assert.equal(help, 'It has v, w. Name one in the option --world "v".');
  });

  it('for types nested more deeply than a generator takes, which still works afterwards', async () => {
    const nested = `package a:b; world w { export f: func(a: ${'list<'.repeat(99)}u8${'>'.repeat(99)}); }`;
    const place = { wit: await withWit(nested), world: undefined };
    const { code, message } = await problemOf(generateBindings(place, 'csharp'));
    assert.equal(code, 'bindings-unsupported');
    assert.match(message, /type nesting is too deep/);
    const { files } = await generateBindings({ wit: await withWit(WIT), world: undefined }, 'csharp');
    assert.ok(files['Greeter.cs']);
  });
});
