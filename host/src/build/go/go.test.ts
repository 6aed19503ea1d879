import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { run } from '../../run/run.ts';
import { build } from '../build.ts';
import { context, problemOf, temporaryFolders, withVariables, type Files } from '../testing/folders.ts';
import { mendAllocator } from './allocator.ts';

const folderOf = temporaryFolders();
const files: Files = {
  'go.mod': 'module example.com/answers\n\ngo 1.25\n',
  'wit/a.wit':
    'package a:b; interface words { word: func() -> string; } world answers { import words; export answer: func() -> u32; }',
  'export_wit_world/main.go': 'package export_wit_world\n\nfunc Answer() uint32 { return 42 }\n',
};
const WAT = '(module (memory (export "memory") 1) (func (export "answer") (result i32) i32.const 42))';
const RUNTIME = `package runtime

func Unpin() {
	pinner.Unpin()
}

func cabiRealloc(newSize, align uintptr) {
	return Allocate(&pinner, newSize, align)
}
`;

/** A stand-in for go with the package in its cache, which copies an existing module to its output. */
const tool = (folder: string, cache: string, refusal?: string): string => `#!${process.execPath}
const fs = require('fs');
const args = process.argv.slice(2);
if (args[0] === 'version') console.log('go version go1.26');
else if (args[0] === 'mod') console.log(JSON.stringify(${JSON.stringify(refusal === undefined ? { Dir: cache } : { Error: refusal })}));
else if (fs.existsSync('export_wit_world') && fs.readFileSync('export_wit_world/main.go', 'utf8').includes('mistake')) {
  console.error('# example.com/answers/export_wit_world\\nexport_wit_world/main.go:3:7: undefined: mistake');
  process.exit(1);
} else {
  fs.writeFileSync('dist/environment', [process.env.GOOS, process.env.GOARCH, ...args.slice(0, 3)].join(' '));
  fs.copyFileSync(${JSON.stringify(join(folder, 'dist/module.wasm'))}, args[args.indexOf('-o') + 1]);
}
`;

const PROGRAM = '(module (memory (export "memory") 1) (func (export "_start")))';

interface Parts {
  readonly more?: Files;
  /** Why go cannot fetch the package. */
  readonly refusal?: string;
  /** The module that go writes. */
  readonly module?: string;
  readonly all?: Files;
}

/** Builds a folder by such a go. */
async function built({ more = {}, refusal, module = WAT, all = files }: Parts = {}) {
  const folder = await folderOf({ ...all, ...more });
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist/module.wasm'), await parse(module));
  const cache = await folderOf({ 'wit/runtime/runtime.go': RUNTIME, 'wit/types/unit.go': 'package types\n' });
  const path = await folderOf({ go: tool(folder, cache, refusal) });
  const variables = { PATH: `${path}${delimiter}${process.env['PATH']}` };
  const building = withVariables(variables, () => build(folder, context));
  return { folder, building, again: () => withVariables(variables, () => build(folder, context)) };
}

describe('a folder of Go', { skip: process.platform === 'win32' && 'the tool here is a script' }, () => {
  it('is compiled with the bindings of its world, and a component', async () => {
    const { folder, building, again } = await built();
    const { component, language } = await building;
    assert.equal(language, 'Go');
    const storage = await folderOf({ x: '' });
    const { value } = await run(
      { component, grants: {}, invoke: 'answer()' },
      { signal: context.signal, storage },
    );
    assert.equal(value, '42');
    assert.match(
      await readFile(join(folder, 'wit_exports.go'), 'utf8'),
      /"example\.com\/answers\/export_wit_world"/,
    );
    await readFile(join(folder, 'a_b_words/wit_bindings.go'));
    const modfile = join(folder, 'dist/go/go.mod');
    const environment = `wasip1 wasm build -modfile=${modfile} -buildmode=c-shared`;
    assert.equal(await readFile(join(folder, 'dist/environment'), 'utf8'), environment);
    assert.equal((await again()).rebuilt, false);
  });

  it('without WIT is a program, built by go alone', async () => {
    const all = { 'go.mod': 'module example.com/program\n', 'main.go': 'package main\n\nfunc main() {}\n' };
    const { folder, building } = await built({ all, module: PROGRAM, refusal: 'no network' });
    const { component } = await building;
    const storage = await folderOf({ x: '' });
    const { exitCode } = await run({ component, grants: {} }, { signal: context.signal, storage });
    assert.equal(exitCode, 0);
    assert.match(await readFile(join(folder, 'dist/environment'), 'utf8'), /^wasip1 wasm build -o /);
  });

  it('without WIT and without a program reports that one is missing', async () => {
    const all = { 'go.mod': 'module example.com/library\n', 'a.go': 'package library\n' };
    const { code, help } = await problemOf((await built({ all })).building);
    assert.equal(code, 'no-wit');
    assert.match(help ?? '', /program/);
  });

  it('keeps its go.mod: the build uses a copy with the package that bindings import', async () => {
    const { folder, building } = await built();
    await building;
    assert.equal(await readFile(join(folder, 'go.mod'), 'utf8'), files['go.mod']);
    const text = await readFile(join(folder, 'dist/go/go.mod'), 'utf8');
    assert.match(
      text,
      /^module example\.com\/answers$[^]*^require go\.bytecodealliance\.org\/pkg v0\.2\.1$/m,
    );
    assert.match(text, /^replace go\.bytecodealliance\.org\/pkg => ".*dist.*pkg"$/m);
    const runtime = await readFile(join(folder, 'dist/go/pkg/wit/runtime/runtime.go'), 'utf8');
    assert.equal(runtime, mendAllocator(RUNTIME));
  });

  it('in a workspace is built in a copy of it, which has that package too', async () => {
    const { folder, building } = await built({ more: { 'go.work': 'go 1.25\n\nuse .\n' } });
    await building;
    const environment = await readFile(join(folder, 'dist/environment'), 'utf8');
    assert.match(environment, /^wasip1 wasm build -buildmode=c-shared /);
    const used = [folder, join(folder, 'dist/go/pkg')].map((path) => `use ${JSON.stringify(path)}\n`);
    assert.equal(await readFile(join(folder, 'dist/go/go.work'), 'utf8'), `go 1.25\n\n${used.join('\n')}`);
  });

  it('beside a workspace is built without it', async () => {
    const { folder, building } = await built({ more: { 'go.work': 'go 1.25\n\nuse ./other\n' } });
    await building;
    const environment = await readFile(join(folder, 'dist/environment'), 'utf8');
    assert.match(environment, /^wasip1 wasm build -modfile=/);
  });

  it('reports errors at their place', async () => {
    const { folder, building } = await built({ more: { 'export_wit_world/main.go': '\n\nmistake' } });
    const { code, message, at } = await problemOf(building);
    assert.deepEqual([code, message], ['go-build', 'undefined: mistake']);
    assert.deepEqual(
      [at?.file, at?.start],
      [join(folder, 'export_wit_world/main.go'), { line: 2, character: 6 }],
    );
  });

  it('reports a package without source', async () => {
    const wit = 'package a:b; interface words { word: func() -> string; } world answers { export words; }';
    const { building } = await built({ more: { 'wit/a.wit': wit } });
    const { code, message, help } = await problemOf(building);
    assert.equal(code, 'go-build');
    assert.match(message, /^the package export_a_b_words has no source, although the world answers/);
    assert.match(help ?? '', /`package export_a_b_words`/);
  });

  it('reports a module that cannot be fetched', async () => {
    const { building } = await built({ refusal: 'no network' });
    const { code, causes, help } = await problemOf(building);
    assert.deepEqual([code, causes], ['go-build', ['no network']]);
    assert.match(help!, /GOPROXY/);
  });

  it('reports a go that is too old for the module', async () => {
    const { building } = await built({ refusal: 'pkg@v0.2.1 requires go >= 1.25.0 (running go 1.22.1)' });
    const { help } = await problemOf(building);
    assert.match(help!, /^Install the Go/);
  });

  it('reports a missing go', async () => {
    const folder = await folderOf(files);
    const { code, help } = await withVariables({ PATH: '' }, () => problemOf(build(folder, context)));
    assert.equal(code, 'go-missing');
    assert.match(help ?? '', /go/);
  });
});

describe('the allocator of Go', () => {
  it('starts no collection and pauses the clock while values are lowered', () => {
    const mended = mendAllocator(RUNTIME);
    assert.match(mended, /return allocateUncollected\(newSize, align\)/);
    assert.match(mended, /pinner\.Unpin\(\)\n\tcollectLater\(\)\n/);
    assert.match(mended, /procPin\(\)\n\tpauseClock\(true\)\n\tpointer := Allocate/);
  });

  it('is unchanged when it is not the known one', () => {
    assert.equal(mendAllocator('package runtime\n'), 'package runtime\n');
  });
});
