import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fromSources } from '../../../host/src/testing/from-sources.ts';

describe('wit-studio new', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-new-'));
  const started = (...args: readonly string[]) =>
    spawnSync(process.execPath, [...fromSources('cli/src/main.ts'), 'new', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  after(() => rmSync(folder, { recursive: true }));

  it('reports missing arguments with a suggested command line', () => {
    const cases = [
      [
        [],
        'component or package is required: wit-studio new component FOLDER or wit-studio new package NS:NAME',
      ],
      [['hello'], 'did you mean wit-studio new component hello?'],
      [['acme:greetings'], 'did you mean wit-studio new package acme:greetings?'],
      [['component'], 'a folder is required'],
      [['package'], 'a package name is required'],
      [['component', 'hello', '--language', 'cobol'], '--language cobol is not supported'],
    ] as const;
    for (const [args, message] of cases) {
      const { status, stdout, stderr } = started(...args);
      const expected = `wit-studio: ${message}; see \`wit-studio new --help\`\n`;
      assert.deepEqual({ status, stdout, stderr }, { status: 2, stdout: '', stderr: expected });
    }
    assert.equal(existsSync(join(folder, 'hello')), false);
  });

  it('lists the written files and the next steps', () => {
    const { status, stdout, stderr } = started('component', 'hello');
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.match(stdout, /^Created hello: wit\/world\.wit, .*src\/hello\.ts, test\/hello\.test\.js/);
    const next = `Next:
  cd hello
  wit-studio build
  wit-studio invoke dist/hello.wasm 'greet("Ada")'
  wit-studio test
`;
    assert.ok(stdout.endsWith(next), stdout);
  });
});
