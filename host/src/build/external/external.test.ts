import assert from 'node:assert/strict';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { folderBindings } from '../bindings/folder-bindings.ts';
import { build } from '../build.ts';
import { context, problemOf, temporaryFolders, withVariables, type Files } from '../testing/folders.ts';
import { placedErrors } from './placed-errors.ts';

const folderOf = temporaryFolders();

/** Appends a line to `runs` and writes the component. */
const writes = `node -e "const f = require('fs'); f.appendFileSync('dist/runs', 'x'); f.writeFileSync('dist/made.wasm', 'made')"`;
const byCommand = (command: string, rest = ''): Files => ({
  'wit-studio.toml': `name = "made"\nbuild = ${JSON.stringify(command)}\n${rest}`,
  'src/a.txt': 'a',
});

describe('a folder that names its command', () => {
  it('is built by it, and again only when a file changes, comes or goes', async () => {
    const folder = await folderOf(byCommand(writes));
    const runs = async () => (
      await build(folder, context),
      (await readFile(join(folder, 'dist/runs'))).length
    );
    const { component, rebuilt } = await build(folder, context);
    assert.deepEqual([component, rebuilt], [join(folder, 'dist/made.wasm'), true]);
    assert.equal(await runs(), 1);
    await writeFile(join(folder, 'src/a.txt'), 'b');
    assert.equal(await runs(), 2);
    await writeFile(join(folder, 'src/b.txt'), 'new');
    assert.equal(await runs(), 3);
    await rm(join(folder, 'src/b.txt'));
    assert.equal(await runs(), 4);
    await writeFile(join(folder, 'dist/made.wasm'), 'another');
    assert.equal(await runs(), 5);
  });

  it('is built by it even with a manifest of a language', async () => {
    const folder = await folderOf({ ...byCommand(writes), 'package.json': '{}' });
    assert.equal((await build(folder, context)).language, 'Command');
  });

  it('reports the errors that the output places', async () => {
    const script = `node -e "console.error('src/a.txt:1:1: error: no such thing'); process.exit(3)"`;
    const folder = await folderOf(byCommand(script));
    const { code, message, at } = await problemOf(build(folder, context));
    assert.deepEqual(
      [code, message, at?.file],
      ['command-build', 'no such thing', join(folder, 'src/a.txt')],
    );
  });

  it('reports a command that fails or writes no output', async () => {
    const failed = await problemOf(build(await folderOf(byCommand('exit 3')), context));
    assert.deepEqual([failed.code, failed.message], ['command-build', 'exit 3 ended with 3']);
    const idle = await problemOf(build(await folderOf(byCommand('exit 0')), context));
    assert.match(idle.message, /^exit 0 did not write .*made\.wasm$/);
  });

  it('ends with its child processes when cancelled', async () => {
    const folder = await folderOf(
      byCommand(`node -e "console.log('up'); setInterval(() => {}, 1000)" | cat`),
    );
    const controller = new AbortController();
    const cancelled = build(folder, {
      ...context,
      signal: controller.signal,
      log: () => controller.abort(new Error('cancelled')),
    });
    await assert.rejects(cancelled, /cancelled/);
  });

  for (const [text, expected] of [
    ['build = ', /wit-studio\.toml: /],
    ['out = 3', /out is not a string/],
    ['colour = "red"', /unknown setting colour/],
    ['wit = "no-wit"', /the WIT folder no-wit does not exist/],
    ['name = "idle"', /without a command/],
  ] as const) {
    it(`is refused by ${text}`, async () => {
      const { code, message } = await problemOf(build(await folderOf({ 'wit-studio.toml': text }), context));
      assert.equal(code, 'build-settings');
      assert.match(message, expected);
    });
  }
});

/** A tool of that name that prints `output` and ends with `code`, or writes what follows `-o`. */
const tool = (output: string, code: number): string => `#!${process.execPath}
if (process.argv.includes('--version')) console.log('a tool 1.0');
else {
  console.error(${JSON.stringify(output)});
  if (${code} === 0) require('fs').writeFileSync(process.argv.at(-1), process.argv.slice(2, -1).join(' '));
  process.exit(${code});
}
`;

/** Prints what Rust would: componentize-py is written in it. */
const BACKTRACE_TOOL = tool('', 1).replace(
  'console.error(""',
  'console.error("backtrace=" + process.env.RUST_BACKTRACE',
);

/** Writes a module for the world: v1 for `w`, v2 for another one. Refuses a folder that is not empty. */
const BINDINGS_TOOL = `#!${process.execPath}
const { mkdirSync, readFileSync, writeFileSync } = require('fs');
const args = process.argv.slice(2);
if (args.includes('--version')) console.log('a tool 1.0');
else if (args.includes('bindings')) {
  const [out] = args.slice(-1);
  mkdirSync(out + '/wit_world');
  for (const file of ['poll_loop.py', 'wit_world/__init__.py']) writeFileSync(out + '/' + file, '');
  const version = readFileSync('wit/a.wit', 'utf8').includes('world w') ? 'v1' : 'v2';
  writeFileSync(out + '/wit_world/' + version + '.py', '');
} else writeFileSync(args.at(-1), args.join(' '));
`;

describe('a folder of Python', { skip: process.platform === 'win32' && 'the tool here is a script' }, () => {
  const files: Files = { 'pyproject.toml': '', 'app.py': 'x = 1\n', 'wit/a.wit': 'package a:b; world w {}' };

  async function withTool(more: Files, output: string, code: number): Promise<string> {
    return folderOf({ ...files, ...more, '.venv/bin/componentize-py': tool(output, code) });
  }

  it('is built by the componentize-py of its virtual environment', async () => {
    const settings = 'world = "w"\nmodule = "lib.main"\nname = "one"';
    const folder = await withTool({ 'src/lib/main.py': '', 'wit-studio.toml': settings }, '', 0);
    const { component, language, rebuilt } = await build(folder, context);
    assert.deepEqual([component, language, rebuilt], [join(folder, 'dist/one.wasm'), 'Python', true]);
    const args = `-d ${folder}/wit -w w componentize lib.main -p ${folder}/src -o`;
    assert.equal(await readFile(component, 'utf8'), args);
    assert.equal((await build(folder, context)).rebuilt, false);
  });

  it('is built by the one of the folder two levels up', async () => {
    const part = Object.fromEntries(Object.entries(files).map(([path, text]) => [`parts/one/${path}`, text]));
    const root = await folderOf({ ...part, '.venv/bin/componentize-py': tool('', 0) });
    const { component, language } = await build(join(root, 'parts/one'), context);
    assert.deepEqual([component, language], [join(root, 'parts/one/dist/one.wasm'), 'Python']);
  });

  it('gets bindings from it, which are not inputs of the build', async () => {
    const folder = await folderOf({ ...files, '.venv/bin/componentize-py': BINDINGS_TOOL });
    await build(folder, context);
    const first = await folderBindings({ folder }, context);
    assert.deepEqual(
      first.files.map((path) => relative(folder, path)),
      [join('poll_loop.py'), join('wit_world', '__init__.py'), join('wit_world', 'v1.py')],
    );
    assert.equal((await build(folder, context)).rebuilt, false);
    await writeFile(join(folder, 'wit/a.wit'), 'package a:b; world other {}');
    await folderBindings({ folder, changed: join(folder, 'wit/a.wit') }, context);
    assert.deepEqual((await readdir(join(folder, 'wit_world'))).toSorted(), ['__init__.py', 'v2.py']);
    assert.equal((await build(folder, context)).rebuilt, true);
  });

  it('reports errors at their place', async () => {
    const output = `Traceback (most recent call last):
  File "/usr/bin/componentize-py", line 8, in <module>
    sys.exit(script())
AssertionError:   File "/0/app.py", line 1
    x = 1
        ^
SyntaxError: expected ':'

Caused by:
    SyntaxError: expected ':' (app.py, line 1)`;
    const folder = await withTool({}, output, 1);
    const { code, message, at } = await problemOf(build(folder, context));
    assert.deepEqual([code, message], ['python-build', "SyntaxError: expected ':'"]);
    assert.deepEqual([at?.file, at?.start.line], [join(folder, 'app.py'), 0]);
  });

  for (const [missing, output, line] of [
    ['a class', "AttributeError: module 'app' has no attribute 'WitWorld'", 0],
    [
      'a function',
      "TypeError: Can't instantiate abstract class Orders without an implementation for abstract method 'split'",
      2,
    ],
  ] as const)
    it(`reports ${missing} that the world exports and the module lacks, with what to write`, async () => {
      const sources = { 'app.py': 'import wit_world.exports\n\nclass Orders(wit_world.exports.Orders):\n' };
      const folder = await withTool(sources, `AssertionError: ${output}`, 1);
      const { message, at, help } = await problemOf(build(folder, context));
      assert.equal(message, output);
      assert.deepEqual([at?.file, at?.start.line], [join(folder, 'app.py'), line]);
      assert.match(help!, /^The world exports it: define /);
    });

  it('is built without backtraces of its tool', async () => {
    const folder = await folderOf({ ...files, '.venv/bin/componentize-py': BACKTRACE_TOOL });
    const lines: string[] = [];
    await withVariables({ RUST_BACKTRACE: '1' }, () =>
      problemOf(build(folder, { ...context, log: (line: string) => void lines.push(line) })),
    );
    assert.ok(lines.includes('backtrace=0'), lines.join('\n'));
  });

  it('reports that a signal ended its tool', async () => {
    const killed = tool('', 1).replace('process.exit(1)', "process.kill(process.pid, 'SIGKILL')");
    const folder = await folderOf({ ...files, '.venv/bin/componentize-py': killed });
    const { code, message, help } = await problemOf(build(folder, context));
    assert.deepEqual([code, message], ['python-build', 'componentize-py was ended by a signal']);
    assert.match(help!, /memory/);
  });

  it('reports the output of a tool that fails, and uses an existing component', async () => {
    const broken = `#!${process.execPath}\nconsole.error('no module named encodings'); process.exit(3);`;
    const tools = { '.venv/bin/componentize-py': broken };
    await withVariables({ PATH: '' }, async () => {
      const folder = await folderOf({ ...files, ...tools });
      const { code, message } = await problemOf(build(folder, context));
      assert.equal(code, 'tool-failed');
      assert.match(message, /componentize-py --version` failed \(exit code 3\): no module named encodings$/);
      const prebuilt = await folderOf({
        ...files,
        ...tools,
        'dist/x.wasm': '',
        'wit-studio.toml': 'name = "x"',
      });
      const { component, findings } = await build(prebuilt, context);
      assert.equal(component, join(prebuilt, 'dist/x.wasm'));
      assert.deepEqual(
        findings.map(({ code, severity }) => [code, severity]),
        [['tool-failed', 'warning']],
      );
    });
  });

  it('names the missing module', async () => {
    const { code, message } = await problemOf(
      build(await withTool({ 'wit-studio.toml': 'module = "none"' }, '', 0), context),
    );
    assert.equal(code, 'build-settings');
    assert.match(message, /has no module none$/);
  });

  it('reports a missing tool, and uses an existing component', async () => {
    await withVariables({ PATH: '' }, async () => {
      const { code, help } = await problemOf(build(await folderOf(files), context));
      assert.equal(code, 'python-missing');
      assert.match(help ?? '', /pip install componentize-py/);
      const folder = await folderOf({ ...files, 'dist/x.wasm': '', 'wit-studio.toml': 'name = "x"' });
      const { component, findings, rebuilt } = await build(folder, context);
      assert.deepEqual([component, rebuilt], [join(folder, 'dist/x.wasm'), false]);
      assert.deepEqual(
        findings.map(({ code, severity }) => [code, severity]),
        [['python-missing', 'warning']],
      );
    });
  });
});

describe('lines with a place', () => {
  it('are findings for existing files', async () => {
    const folder = await folderOf({ 'a.c': '', 'b.go': '' });
    const lines = [
      'a.c:3:5: error: no such name',
      'a.c:4:1: warning: unused',
      'a.c:4:1: note: here',
      './b.go:7:2: undefined: x',
      'b.go:9: syntax error',
      'other.c:1:1: error: elsewhere',
      'make: *** [Makefile:3: all] Error 1',
    ];
    const found = placedErrors(lines, folder, 'command-build');
    assert.deepEqual(
      found.map(({ severity, message, at }) => [severity, message, at?.start.line, at?.start.character]),
      [
        ['error', 'no such name', 2, 4],
        ['warning', 'unused', 3, 0],
        ['error', 'undefined: x', 6, 1],
        ['error', 'syntax error', 8, 0],
      ],
    );
  });
});
