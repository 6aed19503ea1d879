/** Detection of outdated components, in each language. All tools except those of TypeScript are stand-ins. */
import assert from 'node:assert/strict';
import { appendFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { build } from './build.ts';
import { context, temporaryFolders, withVariables, type Files } from './testing/folders.ts';

const folderOf = temporaryFolders();
const WIT = { 'wit/a.wit': 'package a:b; world w {}', 'wit/deps/c/c.wit': 'package c:d; interface i {}' };
const SETTINGS = 'wit-studio.toml';

/** A tool whose version is in the file beside it, and which writes an empty module to the path after `-o`. */
const TOOL = (body = ''): string => `#!${process.execPath}
const fs = require('fs'), path = require('path');
const args = process.argv.slice(2);
const home = path.dirname(process.argv[1]);
const write = (out) => { fs.mkdirSync(path.dirname(out), { recursive: true }); fs.copyFileSync(home + '/empty.wasm', out); };
if (args[0] === '--version' || args[0] === 'version') console.log(fs.readFileSync(home + '/version', 'utf8'));
${body}
else write(args[args.indexOf('-o') + 1]);
`;

/** cargo builds when a source is newer than the component; it does not know of new WIT. */
const CARGO = TOOL(`else if (args[0] === 'clean') fs.rmSync('target/made.wasm');
else if (args[0] === 'build') {
  const inputs = ['Cargo.toml', 'src/lib.rs', 'wit/a.wit', 'wit/deps/c/c.wit', 'src/more.rs', home + '/version'];
  const key = inputs.map((file) => fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '').join('|');
  const out = path.resolve('target/made.wasm');
  const fresh = fs.existsSync(out) && fs.readFileSync('target/key', 'utf8') === key;
  if (!fresh) { write(out); fs.writeFileSync('target/key', key); }
  console.log(JSON.stringify({ reason: 'compiler-artifact', filenames: [out], fresh }));
}`);

/** go has its package in the cache. */
const GO = TOOL(`else if (args[0] === 'mod') console.log(JSON.stringify({ Dir: home + '/cache' }));`);

type Change = readonly [what: string, path: string, text: string];

interface Language {
  readonly files: Files;
  /** An existing source, a source that is added later, and the file of settings with another text for it. */
  readonly source: string;
  readonly added: string;
  readonly settings: readonly [path: string, text: string];
  /** Files that builds write beside the component. */
  readonly written: string;
  /** Other changes that cause a build, and those that cause none; by paths from the folder. */
  readonly inputs?: readonly Change[];
  readonly others?: readonly Change[];
  /** The name of its tool, below the folder or on the path. */
  readonly tool?: readonly [path: string, text: string];
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  TypeScript: {
    files: {
      'package.json': '{ "name": "one" }',
      'src/index.ts':
        "import { x } from './x';\nimport { y } from 'y';\nimport { z } from '../../beside/z';\nconsole.log(x, y, z);",
      'src/x.js': 'export const x = 1;',
      'tsconfig.json': '{ "extends": "../beside/base" }',
      'package-lock.json': '{}',
      'node_modules/y/package.json': '{ "name": "y", "main": "y.js" }',
      'node_modules/y/y.js': 'export const y = 1;',
      '../beside/z.ts': 'export const z = 1;',
      '../beside/base.json': '{}',
    },
    source: 'src/x.js',
    added: 'src/x.ts',
    settings: ['package.json', '{ "name": "one", "component": { "check": false } }'],
    written: 'types/w.d.ts',
    inputs: [
      ['a source beside the folder', '../beside/z.ts', 'export const z = 2;'],
      ['a package that is imported', 'node_modules/y/y.js', 'export const y = 2;'],
      ['the configuration of the compiler', 'tsconfig.json', '{ "extends": "../beside/base.json" }'],
      ['a configuration that it extends', '../beside/base.json', '{ "compilerOptions": {} }'],
    ],
    others: [
      ['a lock file, without a package that changed', 'package-lock.json', '{ "name": "one" }'],
      ['a package that nothing imports', 'node_modules/other/index.js', ''],
    ],
  },
  Rust: {
    files: { 'Cargo.toml': '[package]\nname = "one"\n', 'src/lib.rs': '' },
    source: 'src/lib.rs',
    added: 'src/more.rs',
    settings: ['Cargo.toml', '[package]\nname = "one"\nversion = "2.0.0"\n'],
    written: 'target/other.d',
    tool: ['cargo', CARGO],
  },
  Go: {
    files: {
      'go.mod': 'module example.com/one\nreplace example.com/log => ../log // Ours.\n',
      'main.go': 'package main\n',
      'go.sum': '',
      '../log/log.go': 'package log\n',
      '../more/more.go': 'package more\n',
    },
    source: 'main.go',
    added: 'more.go',
    settings: [SETTINGS, 'world = "w"'],
    written: 'wit_exports.go',
    inputs: [
      ['the sums of modules', 'go.sum', 'example.com/x v1.0.0 h1:x=\n'],
      ['a module in place of a published one', '../log/log.go', 'package log // Changed.\n'],
      ['a file of such a module that was added', '../log/more.go', 'package log\n'],
      ['a workspace that was added', '../go.work', 'go 1.25\n\nuse (\n\t./one\n\t./more\n)\n'],
      ['another module of the workspace', '../more/more.go', 'package more // Changed.\n'],
    ],
    others: [['a test', 'main_test.go', 'package main\n']],
    tool: ['go', GO],
  },
  C: {
    files: {
      'src/a.c': '#include "../../common/one.h"\n',
      'src/b.c': '',
      '../common/one.h': '#include "two.h"\n',
      '../common/two.h': '',
      '../common/three.h': '',
    },
    source: 'src/b.c',
    added: 'src/a.h',
    settings: [SETTINGS, 'world = "w"'],
    written: 'bindings/w.h',
    inputs: [
      ['a header beside the folder', '../common/one.h', '#include "two.h"\n\n'],
      ['a header that it includes', '../common/two.h', '\n'],
    ],
    others: [['a header that nothing includes', '../common/three.h', '\n']],
    tool: ['bin/clang', TOOL()],
  },
  Python: {
    files: { 'pyproject.toml': '', 'app.py': '' },
    source: 'app.py',
    added: 'lib/more.py',
    settings: [SETTINGS, 'world = "w"'],
    written: '__pycache__/app.pyc',
    inputs: [
      ['the project', 'pyproject.toml', '[project]\nname = "one"\n'],
      ['the packages that it needs', 'requirements.txt', 'toolz==1.0.0\n'],
    ],
    tool: ['componentize-py', TOOL()],
  },
  'a command': {
    files: { [SETTINGS]: 'build = "made -o dist/one.wasm"\nname = "one"', 'a.txt': '' },
    source: 'a.txt',
    added: 'b.txt',
    settings: [SETTINGS, 'build = "made -x -o dist/one.wasm"\nname = "one"'],
    written: 'dist/log',
    tool: ['made', TOOL()],
  },
};

async function started({ files, tool }: Language) {
  const within = Object.entries({ ...WIT, ...files }).map(
    ([path, text]) => [join('one', path), text] as const,
  );
  const folder = join(await folderOf(Object.fromEntries(within)), 'one');
  const runtime = { 'cache/wit/runtime/runtime.go': 'package runtime\n' };
  const tools = await folderOf({ ...(tool && { [tool[0]]: tool[1] }), ...runtime, x: '' });
  const home = tool ? dirname(join(tools, tool[0])) : tools;
  await writeFile(join(home, 'version'), '1');
  await writeFile(
    join(home, 'empty.wasm'),
    await parse('(module (memory (export "memory") 1) (func (export "_start")))'),
  );
  const variables = { PATH: `${home}${delimiter}${process.env['PATH']}`, WASI_SDK_PATH: tools };
  const rebuilt = async () => (await withVariables(variables, () => build(folder, context))).rebuilt;
  return { folder, version: join(home, 'version'), rebuilt };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

for (const [name, language] of Object.entries(LANGUAGES)) {
  const { source, added, settings, written, tool, inputs = [], others = [] } = language;
  const changes: readonly Change[] = [
    ['a source that changed', source, '\n\n'],
    ['a file that was added', added, '\n'],
    ['the WIT that changed', 'wit/a.wit', 'package a:b; /// Changed.\nworld w {}'],
    ['a WIT file that was added', 'wit/b.wit', 'package a:b; interface more {}'],
    ['a dependency of the WIT that changed', 'wit/deps/c/c.wit', 'package c:d; interface j {}'],
    ['settings that changed', ...settings],
    ...inputs,
  ];
  const ignored: readonly Change[] = [
    ['a document', 'README.md', '# One'],
    ['results of other tools', 'target/other.o', ''],
    ['a hidden file', '.gitignore', 'dist/'],
    ['a file beside the folder', '../other.txt', ''],
    ...others,
  ];
  describe(
    `a component of ${name}`,
    { skip: process.platform === 'win32' && 'the tools here are scripts' },
    () => {
      it('is up to date until an input changes, comes or goes, regardless of outputs', async () => {
        const { folder, version, rebuilt } = await started(language);
        assert.equal(await rebuilt(), true, 'it is built first');
        assert.equal(await rebuilt(), false, 'nothing changed');
        await put(join(folder, written), 'made');
        // The loop is an input of no tool, and ends no walk.
        await symlink(folder, join(folder, dirname(source), 'loop'));
        await symlink(join(folder, 'nowhere'), join(folder, dirname(source), 'dangling'));
        await rebuilt();
        assert.equal(await rebuilt(), false, 'a link to the folder itself');
        for (const [what, path, text] of changes) {
          await put(join(folder, path), text);
          assert.equal(await rebuilt(), true, what);
          assert.equal(await rebuilt(), false, `${what}, a second time`);
        }
        for (const [what, path, text] of ignored) {
          await put(join(folder, path), text);
          assert.equal(await rebuilt(), false, what);
        }
        await rm(join(folder, added));
        assert.equal(await rebuilt(), true, 'a file that went');
        // The version of a custom command is unknown.
        if (!tool || name === 'a command') return;
        await appendFile(version, '.1');
        assert.equal(await rebuilt(), true, 'another version of the tool');
      });
    },
  );
}

it('a linked source is an input', { skip: process.platform === 'win32' }, async () => {
  const { folder, rebuilt } = await started(LANGUAGES['Python']!);
  const elsewhere = await folderOf({ 'shared.py': 'x = 1' });
  await symlink(elsewhere, join(folder, 'shared'));
  assert.equal(await rebuilt(), true);
  assert.equal(await rebuilt(), false);
  await put(join(elsewhere, 'shared.py'), 'x = 2');
  assert.equal(await rebuilt(), true);
});
