import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { run } from '../../run/run.ts';
import { embedWorld } from '../bindings/generate-bindings.ts';
import { build } from '../build.ts';
import { context, problemOf, temporaryFolders, withVariables, type Files } from '../testing/folders.ts';
import { wasiCompiler } from './compiler.ts';

const folderOf = temporaryFolders();
const files: Files = {
  'wit/a.wit': 'package a:b; world answers { export answer: func() -> u32; }',
  'src/main.c': '#include "answers.h"\nuint32_t exports_answers_answer(void) { return 42; }\n',
};
const PROGRAM = '(module (memory (export "memory") 1) (func (export "_start")))';
const WAT = '(module (memory (export "memory") 1) (func (export "answer") (result i32) i32.const 42))';

/** A stand-in compiler that copies an existing module to its output, and writes its arguments beside it. */
const clang = (module: string): string => `#!${process.execPath}
const fs = require('fs');
const args = process.argv.slice(2);
if (args.includes('--version')) console.log('clang 1.0');
else if (fs.readFileSync('src/main.c', 'utf8').includes('mistake')) {
  console.error('src/main.c:2:3: error: no such name');
  process.exit(1);
} else {
  console.error('src/main.c:1:1: warning: unused');
  fs.copyFileSync(${JSON.stringify(module)}, args.at(-1));
  fs.writeFileSync('dist/arguments', args.slice(0, -1).join(' '));
}
`;

/** Has wasi-sdk in it. */
async function folderWithSdk(more: Files = {}): Promise<readonly [folder: string, sdk: string]> {
  const folder = await folderOf({ ...files, ...more });
  const place = { wit: join(folder, 'wit'), world: undefined };
  const sdk = await folderOf({ 'bin/clang': clang(join(folder, 'dist/module.wasm')) });
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist/module.wasm'), await embedWorld(place, await parse(WAT)));
  return [folder, sdk];
}

describe('a folder of C', { skip: process.platform === 'win32' && 'the compiler here is a script' }, () => {
  it('is detected by its sources, and compiled with the bindings of its world to a component', async () => {
    const [folder, sdk] = await folderWithSdk();
    await withVariables({ WASI_SDK_PATH: sdk }, async () => {
      const { component, language, findings, rebuilt } = await build(folder, context);
      assert.deepEqual([language, rebuilt], ['C', true]);
      assert.deepEqual(
        findings.map(({ severity, at }) => [severity, at?.start.line]),
        [['warning', 0]],
      );
      const { value } = await run(
        { component, grants: {}, invoke: 'answer()' },
        { signal: context.signal, storage: sdk },
      );
      assert.equal(value, '42');
      assert.equal((await build(folder, context)).rebuilt, false);
    });
  });

  it('to be debugged is compiled without optimization, beside the other component', async () => {
    const [folder, sdk] = await folderWithSdk();
    await withVariables({ WASI_SDK_PATH: sdk }, async () => {
      const flags = async () => (await readFile(join(folder, 'dist/arguments'), 'utf8')).split(' ');
      const { component } = await build(folder, context);
      assert.ok((await flags()).includes('-Os'));
      const debugged = await build(folder, { ...context, debug: true });
      assert.equal(debugged.component, join(dirname(component), 'debug', basename(component)));
      for (const flag of ['-g', '-O0']) assert.ok((await flags()).includes(flag));
      assert.ok(!(await flags()).includes('-Os'));
      assert.equal((await build(folder, context)).rebuilt, false);
      assert.equal((await build(folder, { ...context, debug: true })).rebuilt, false);
    });
  });

  it('has no objects of the one build in the other where make builds it', async () => {
    const makefile =
      '$(OUT): main.o\n\t$(CC) src/main.c $(BINDINGS) -o $(OUT)\nmain.o: src/main.c\n\techo "$(CC)" >> objects\n\ttouch main.o\n';
    const [folder, sdk] = await folderWithSdk({ Makefile: makefile });
    await withVariables({ WASI_SDK_PATH: sdk }, async () => {
      await build(folder, context);
      await build(folder, { ...context, debug: true });
      await writeFile(join(folder, 'src/main.c'), `${files['src/main.c']} `);
      await build(folder, context);
      const levels = (await readFile(join(folder, 'objects'), 'utf8')).match(/-O./g);
      assert.deepEqual(levels, ['-Os', '-O0', '-Os']);
    });
  });

  it('reports errors at their place', async () => {
    const [folder, sdk] = await folderWithSdk({ 'src/main.c': 'mistake' });
    const { code, message, at } = await withVariables({ WASI_SDK_PATH: sdk }, () =>
      problemOf(build(folder, context)),
    );
    assert.deepEqual([code, message], ['c-build', 'no such name']);
    assert.deepEqual([at?.file, at?.start], [join(folder, 'src/main.c'), { line: 1, character: 2 }]);
  });

  it('is compiled by its Makefile, where it has one', async () => {
    const makefile = '$(OUT): src/main.c\n\t$(CC) src/main.c $(BINDINGS) -o $(OUT)\n';
    const [folder, sdk] = await folderWithSdk({ Makefile: makefile });
    await withVariables({ WASI_SDK_PATH: sdk }, async () => {
      assert.equal((await build(folder, context)).rebuilt, true);
    });
  });

  it('reports a Makefile that writes no output', async () => {
    const [folder, sdk] = await folderWithSdk({ Makefile: 'all:\n\t@true\n' });
    const problem = await withVariables({ WASI_SDK_PATH: sdk }, () => problemOf(build(folder, context)));
    assert.equal(problem.code, 'c-build');
    assert.match(problem.message, /the Makefile did not write .*dist.*core\.wasm$/);
  });

  it('keeps assertions with zig, which would optimize them away', async () => {
    const zig = { zig: `#!${process.execPath}\nconsole.log('0.17.1')\n` };
    const variables = { PATH: await folderOf(zig), WASI_SDK_PATH: '/none' };
    const compiler = await withVariables(variables, () => wasiCompiler(variables.PATH));
    for (const args of [compiler?.c, compiler?.cpp]) assert.ok(args?.includes('-UNDEBUG'));
  });

  it('is compiled by the next compiler if the first one fails, and else reports the reason', async () => {
    const broken = `#!${process.execPath}\nprocess.exit(1);`;
    const zig = `#!${process.execPath}\nconsole.log('0.17.1')\n`;
    const sdk = await folderOf({ 'bin/clang': broken });
    const here = { PATH: await folderOf({ zig }), WASI_SDK_PATH: sdk };
    assert.equal((await withVariables(here, () => wasiCompiler(sdk)))?.command, 'zig');
    const alone = { PATH: await folderOf({ python3: broken }), WASI_SDK_PATH: sdk };
    const { code, message } = await problemOf(withVariables(alone, () => wasiCompiler(sdk)));
    assert.equal(code, 'tool-failed');
    assert.match(message, /clang --version` failed \(exit code 1\)$/);
  });

  it('without WIT is a program with a main', async () => {
    const folder = await folderOf({ 'src/main.c': 'int main(void) { return 0; }\n', 'dist/x': '' });
    await writeFile(join(folder, 'dist/module.wasm'), await parse(PROGRAM));
    const sdk = await folderOf({ 'bin/clang': clang(join(folder, 'dist/module.wasm')) });
    const { component } = await withVariables({ WASI_SDK_PATH: sdk }, () => build(folder, context));
    const { exitCode } = await run({ component, grants: {} }, { signal: context.signal, storage: sdk });
    assert.equal(exitCode, 0);
    assert.doesNotMatch(await readFile(join(folder, 'dist/arguments'), 'utf8'), /reactor|bindings/);
  });

  it('without WIT and without a main reports that one is missing', async () => {
    const folder = await folderOf({ 'main.c': 'int domain(void);' });
    const [, sdk] = await folderWithSdk();
    const problem = await withVariables({ WASI_SDK_PATH: sdk }, () => problemOf(build(folder, context)));
    assert.equal(problem.code, 'no-wit');
    assert.match(problem.help ?? '', /program/);
  });

  it('reports a missing compiler, and uses an existing component', async () => {
    const nothing = { PATH: '', WASI_SDK_PATH: '/none' };
    const { code, help } = await withVariables(nothing, async () =>
      problemOf(build(await folderOf(files), context)),
    );
    assert.equal(code, 'c-missing');
    assert.match(help ?? '', /wasi-sdk/);
    const folder = await folderOf({ ...files, 'dist/x.wasm': '', 'wit-studio.toml': 'name = "x"' });
    const { findings } = await withVariables(nothing, () => build(folder, context));
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['warning'],
    );
  });
});
