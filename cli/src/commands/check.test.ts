import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fromSources } from '../../../host/src/testing/from-sources.ts';

/** The command as a person runs it. */
function witStudio(...args: readonly string[]) {
  const command = [...fromSources('cli/src/main.ts'), ...args];
  return spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

describe('wit-studio check', () => {
  it('exits with 0, 1 or 2', () => {
    assert.equal(witStudio('check', 'test-fixtures/workspaces/edge/wit').status, 0);
    assert.equal(witStudio('check', 'test-fixtures/workspaces/edge/auth').status, 1);
    assert.equal(witStudio('check', 'no/such/path').status, 2);
    assert.equal(witStudio('check', '--format', 'yaml', '.').status, 2);
  });

  it('prints one line of JSON per path', () => {
    const { stdout } = witStudio('check', '--format', 'json', 'test-fixtures/workspaces/edge/wit');
    assert.deepEqual(JSON.parse(stdout), {
      path: 'test-fixtures/workspaces/edge/wit',
      ok: true,
      diagnostics: [],
    });
  });

  it('checks standard input', () => {
    const checked = (input: string | Buffer, ...args: readonly string[]) => {
      const command = [...fromSources('cli/src/main.ts'), 'check', ...args];
      const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8', input });
      return { status, stdout };
    };
    const good = 'package a:b;\ninterface i { f: func(); }\n';
    assert.deepEqual(checked(good, '-'), { status: 0, stdout: 'No problems in 1 path.\n' });
    const bad = checked(good.replace('()', '(x: nope)'), '-');
    assert.equal(bad.status, 1);
    assert.match(bad.stdout, /^standard input:2:26: error: .*\[unknown-type\]$/m);
    const latin = checked(Buffer.from(`// caf\u00e9\n${good}`, 'latin1'), '-');
    assert.equal(latin.status, 1);
    assert.match(latin.stdout, /^standard input:1:7: error: /);
    for (const args of [
      ['-', 'a.wit'],
      ['-', '--fix'],
    ])
      assert.equal(checked(good, ...args).status, 2);
  });

  it('applies unambiguous fixes and adds known packages with --fix', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    const text =
      'package a:b;\nworld w { import wasi:http/types@0.2.12; export run: func(x: float32) -> doneNow; type done-now = u8; }\n';
    const vendored = 'package c:d;\ninterface i { f: func(x: float64); }\n';
    mkdirSync(join(folder, 'deps'));
    writeFileSync(join(folder, 'a.wit'), text);
    writeFileSync(join(folder, 'deps/c.wit'), vendored);
    const before = witStudio('check', folder);
    assert.match(before.stdout, /wit-studio check --fix/);
    const { stderr } = witStudio('check', '--fix', folder);
    const fixed = readFileSync(join(folder, 'a.wit'), 'utf8');
    assert.equal(fixed, text.replace('float32', 'f32').replace('doneNow', 'done-now'));
    assert.equal(readFileSync(join(folder, 'deps/c.wit'), 'utf8'), vendored);
    assert.match(stderr, /^fixed .*a\.wit$/m);
    assert.match(stderr, /^fixed .*deps.wasi-http-0\.2\.12.package\.wit$/m);
    assert.doesNotMatch(witStudio('check', folder).stdout, /a\.wit/);
    // Another package that may be meant is a guess.
    writeFileSync(join(folder, 'a.wit'), 'package a:b;\nworld w { import wasi:clok/types@0.2.12; }\n');
    assert.equal(witStudio('check', '--fix', folder).stderr, '');
    rmSync(folder, { recursive: true });
  });

  it('does not report hints', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    const text = 'package a:b;\ninterface i { type t = u8; }\ninterface j { use i.{t}; f: func(); }\n';
    writeFileSync(join(folder, 'a.wit'), text);
    const { status, stdout } = witStudio('check', '--format', 'json', folder);
    rmSync(folder, { recursive: true });
    assert.deepEqual([status, JSON.parse(stdout).diagnostics], [0, []]);
  });

  it('reports component-only restrictions as warnings with --no-components', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    const text = 'package a:b;\ninterface i { f: func() -> stream<char>; }\nworld w { import i; }\n';
    writeFileSync(join(folder, 'a.wit'), text);
    const strict = witStudio('check', folder);
    const lenient = witStudio('check', '--no-components', folder);
    rmSync(folder, { recursive: true });
    assert.match(strict.stdout, /error: .*\[stream-of-char\]/);
    assert.match(lenient.stdout, /warning: .*\[stream-of-char\]/);
    assert.deepEqual([strict.status, lenient.status], [1, 0]);
  });

  it('follows the newest tools, or those up to 0.259 with --wasm-tools', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    const put = (name: string, text: string) => {
      writeFileSync(join(folder, name), `package a:b;\n${text}\n`);
      return join(folder, name);
    };
    const accessor = put('accessor.wit', 'interface i { volume: get() -> u8; }');
    const empty = put('empty.wit', 'interface i { record r { } }');
    const newest = [accessor, empty].map((path) => witStudio('check', path));
    const older = [accessor, empty].map((path) => witStudio('check', '--wasm-tools', '0.259', path));
    const unknown = witStudio('check', '--wasm-tools', '1.0', accessor);
    rmSync(folder, { recursive: true });
    assert.deepEqual(
      [...newest, ...older, unknown].map(({ status }) => status),
      [0, 1, 1, 0, 2],
    );
    assert.match(
      newest[1]!.stdout,
      /Tools up to 0\.259 read it, but make no component of it\. \[empty-record\]/,
    );
    assert.match(older[0]!.stdout, /\[accessor-in-older-tools\]/);
    assert.match(unknown.stderr, /--wasm-tools 1\.0 is not supported/);
  });

  it('resolves WASI packages without fetching them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    writeFileSync(join(folder, 'a.wit'), 'package a:b;\nworld w { import wasi:http/types@0.2.12; }\n');
    const { stdout } = witStudio('check', folder);
    rmSync(folder, { recursive: true });
    assert.match(stdout, /`wasi:http@0\.2\.12` was not found\. WIT Studio knows it/);
  });

  it('reads a binary package, as an argument or in deps', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      return join(folder, path);
    };
    const wat = '(component (type (component (export "c:d/i" (instance)))) (export "i" (type 0)))';
    put('wit/a.wit', 'package a:b;\nworld w { import c:d/i; import c:d/j; }');
    put('wit/deps/c.wat', wat);
    const paths = [
      put('c.wat', wat),
      put('text.wasm', 'package a:b;'),
      put('module.wat', '(module)'),
      put('broken.wasm', 'Not Found'),
      join(folder, 'wit'),
    ];
    const { status, stdout } = witStudio('check', '--format', 'json', ...paths);
    rmSync(folder, { recursive: true });
    const checkedLine = (line: string) =>
      (JSON.parse(line) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code);
    assert.deepEqual(stdout.trim().split('\n').map(checkedLine), [
      [],
      [],
      ['not-a-wit-package'],
      ['not-a-wit-package'],
      ['unknown-item-in-package'],
    ]);
    assert.equal(status, 1);
  });

  it('checks a plan like the editor, including its components', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    const [plan, document] = [join(folder, 'composition.toml'), join(folder, 'a.wac')];
    writeFileSync(join(folder, 'one.wasm'), 'no component');
    writeFileSync(plan, '[instances]\none = "one.wasm"\ntwo = "two"\n');
    writeFileSync(document, 'package a:b;\nlet = 1;\n');
    const { status, stdout } = witStudio('check', plan, document);
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    const lines = stdout.split('\n').filter((line) => / error: /.test(line));
    assert.equal(lines.length, 3, stdout);
    assert.match(lines[0]!, /composition\.toml:2:7: error: .*one\.wasm/);
    assert.match(lines[1]!, /composition\.toml:3:7: error: .*two/);
    assert.match(lines[2]!, /a\.wac:2:5: error: /);
  });

  it('recognizes a plan with another file name by its keys and ignores other TOML and YAML', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    const files = {
      'staging.toml': '[instances]\none = "two.wasm"\n',
      'compose.yml': 'instantiations:\n  one:\n    dependency: two.wasm\n',
      'rustfmt.toml': 'max_width = 110\n',
      'ci.yml': 'jobs: {}\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { stdout } = witStudio('check', ...Object.keys(files).map((name) => join(folder, name)));
    rmSync(folder, { recursive: true });
    const lines = stdout.split('\n').filter((line) => / error: /.test(line));
    assert.equal(lines.length, 3, stdout);
    assert.match(lines[0]!, /staging\.toml:2:7: error: .*two\.wasm/);
    assert.match(lines[1]!, /compose\.yml:1:1: error: .*root/);
    assert.match(lines[2]!, /compose\.yml:3:17: error: .*two\.wasm/);
  });
});
