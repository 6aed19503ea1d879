import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { build } from '../build.ts';
import { context, problemOf, temporaryFolders, withVariables, type Files } from '../testing/folders.ts';
import { cmakeErrors } from './cmake.ts';

const folderOf = temporaryFolders();
const files: Files = {
  'CMakeLists.txt': 'project(one CXX)\nadd_executable(one code/main.cpp)\n',
  'code/main.cpp': '',
  'wit/a.wit': 'package a:b; world w { export f: func(); }',
};

/** A cmake that makes the executables of these names. */
const cmake = (names: readonly string[]): string => `#!${process.execPath}
const fs = require('fs'), path = require('path');
const args = process.argv.slice(2);
const home = path.dirname(process.argv[1]);
if (args[0] === '--build') {
  const out = fs.readFileSync(home + '/out', 'utf8');
  for (const name of ${JSON.stringify(names)}) fs.copyFileSync(home + '/module.wasm', out + '/' + name);
} else fs.writeFileSync(home + '/out', args.find((arg) => arg.startsWith('-DCMAKE_RUNTIME_OUTPUT_DIRECTORY=')).split('=')[1]);
`;

async function built(names: readonly string[]) {
  const folder = await folderOf({ ...files, 'wit-studio.toml': 'name = "one"' });
  const home = await folderOf({
    cmake: cmake(names),
    'bin/clang': `#!${process.execPath}\nconsole.log('clang 1')\n`,
  });
  await writeFile(
    join(home, 'module.wasm'),
    await parse('(module (memory (export "memory") 1) (func (export "_start")))'),
  );
  const variables = { PATH: `${home}${delimiter}${process.env['PATH']}`, WASI_SDK_PATH: home };
  return { folder, building: withVariables(variables, () => build(folder, context)) };
}

describe('a project of CMake', { skip: process.platform === 'win32' && 'the tools here are scripts' }, () => {
  it('is compiled with the bindings, without naming compiler or bindings in its files', async () => {
    const { folder, building } = await built(['one.wasm']);
    const { component, language } = await building;
    assert.deepEqual([component, language], [join(folder, 'dist/one.wasm'), 'C']);
    const toolchain = await readFile(join(folder, 'dist/cmake/toolchain.cmake'), 'utf8');
    assert.match(toolchain, /^set\(CMAKE_SYSTEM_NAME Generic\)$/m);
    assert.match(toolchain, /^set\(CMAKE_CXX_COMPILER ".*clang" .*"-fno-exceptions"\)$/m);
    assert.ok(toolchain.includes(`-mexec-model=reactor -Os -I${join(folder, 'bindings')}`));
    const bindings = await readFile(join(folder, 'dist/cmake/bindings.cmake'), 'utf8');
    assert.match(bindings, /add_library\(wit_bindings OBJECT ".*bindings\/w\.c"\)/);
    assert.match(bindings, /CMAKE_EXE_LINKER_FLAGS " \\".*w_component_type\.o\\""/);
  });

  it('with several executables builds the one of its name', async () => {
    const { component } = await (await built(['other.wasm', 'one.wasm'])).building;
    assert.match(component, /one\.wasm$/);
  });

  for (const [names, expected] of [
    [[], /makes no executable$/],
    [['a.wasm', 'b.wasm'], /makes several executables: a\.wasm, b\.wasm$/],
  ] as const) {
    it(`reports a number of executables other than one: ${names.length}`, async () => {
      const { code, message } = await problemOf((await built(names)).building);
      assert.equal(code, 'c-build');
      assert.match(message, expected);
    });
  }

  it('reports a missing cmake', async () => {
    const folder = await folderOf(files);
    const sdk = await folderOf({ 'bin/clang': `#!${process.execPath}\nconsole.log('clang 1')\n` });
    const { code, message } = await withVariables({ PATH: '', WASI_SDK_PATH: sdk }, () =>
      problemOf(build(folder, context)),
    );
    assert.equal(code, 'c-missing');
    assert.match(message, /needs cmake/);
  });
});

it('reports errors of a CMakeLists.txt at their line', () => {
  const output = `-- Configuring
CMake Error at CMakeLists.txt:6 (nothing_like_it):
  Unknown CMake command
  "nothing_like_it".


CMake Warning (dev) at /p/lib/CMakeLists.txt:2:
  Old.
This is for developers.`;
  assert.deepEqual(
    cmakeErrors(output.split('\n'), '/p').map(({ severity, message, at }) => [
      severity,
      message,
      at?.start.line,
    ]),
    [
      ['error', 'Unknown CMake command "nothing_like_it".', 5],
      ['warning', 'Old.', 1],
    ],
  );
});
