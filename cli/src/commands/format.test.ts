import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fromSources } from '../../../host/src/testing/from-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'format-'));
after(() => rmSync(folder, { recursive: true }));

const untidy = 'package a:b;\ninterface i {   f: func(); }\n';
const tidy = 'package a:b;\n\ninterface i {\n  f: func();\n}\n';
/** A comment in Latin-1. */
const latin = Buffer.from(`// caf\u00e9\n${untidy}`, 'latin1');

/** The command as a person runs it, with its standard input. */
function witStudio(args: readonly string[], input: string | Buffer = '') {
  const command = [...fromSources('cli/src/main.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', input });
  return { status, stdout, stderr };
}

/** A file with these contents, by its path. */
function file(name: string, contents: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, contents);
  return path;
}

const text = (path: string) => readFileSync(path, 'utf8');

describe('wit-studio format', () => {
  it('formats files and lists them, and with --check only tells of them', () => {
    const path = file('one/a.wit', untidy);
    const told = { status: 1, stdout: '', stderr: `${path}: is not formatted\n` };
    assert.deepEqual(witStudio(['format', '--check', path]), told);
    assert.equal(text(path), untidy);
    assert.deepEqual(witStudio(['format', join(folder, 'one')]), {
      status: 0,
      stdout: `${path}\n`,
      stderr: '',
    });
    assert.equal(text(path), tidy);
    assert.deepEqual(witStudio(['format', '--check', path]), { status: 0, stdout: '', stderr: '' });
  });

  it('leaves files alone that are not UTF-8 or have syntax errors, and formats the others', () => {
    const [bad, good, old] = [
      file('two/a.wit', 'package'),
      file('two/b.wit', untidy),
      file('two/c.wit', latin),
    ];
    const { status, stdout, stderr } = witStudio(['format', join(folder, 'two')]);
    assert.deepEqual([status, stdout], [1, `${good}\n`]);
    assert.equal(stderr, `${bad}: has syntax errors, see wit-studio check\n${old}: is not UTF-8\n`);
    assert.equal(text(good), tidy);
    assert.deepEqual(readFileSync(old), latin);
  });

  it('formats standard input', () => {
    assert.deepEqual(witStudio(['format', '-'], untidy), { status: 0, stdout: tidy, stderr: '' });
    assert.deepEqual(witStudio(['format', '-', '--check'], tidy), { status: 0, stdout: '', stderr: '' });
    assert.equal(witStudio(['format', '-', '--check'], untidy).status, 1);
    assert.deepEqual(witStudio(['format', '-'], latin), {
      status: 1,
      stdout: '',
      stderr: 'standard input: is not UTF-8\n',
    });
    assert.equal(witStudio(['format', '-', 'a.wit']).status, 2);
  });

  it(
    'refuses what may have no end',
    { skip: process.platform === 'win32' && 'Windows has no devices by path' },
    () => {
      for (const command of ['format', 'check']) {
        const { status, stderr } = witStudio([command, '/dev/zero']);
        assert.equal(status, 2);
        assert.match(stderr, /\/dev\/zero is neither a file nor a folder/);
      }
    },
  );
});

describe('wit-studio check --fix', () => {
  it('leaves a file alone that is not UTF-8', () => {
    const fixable = Buffer.from(
      '// caf\u00e9\npackage a:b;\ninterface i { f: func(x: float32); }\n',
      'latin1',
    );
    const path = file('three/a.wit', fixable);
    const { status, stdout } = witStudio(['check', '--fix', path]);
    assert.equal(status, 1);
    assert.match(stdout, /invalid-utf8/);
    assert.deepEqual(readFileSync(path), fixable);
  });
});
