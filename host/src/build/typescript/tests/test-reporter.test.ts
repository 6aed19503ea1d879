import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { program } from '../../../programs.ts';

const tests = `import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
describe('greeting', () => {
  it('is printed', () => console.log('said'));
  it('is right', () => assert.equal('Hello, Ada!', 'Hello, Bob!'));
  it.skip('is sung', () => {});
});
function deep() { null.foo(); }
test('breaks', async () => deep());
test('throws no error', () => { throw 'a text'; });
`;

const expected = `said
✔ greeting > is printed
✖ greeting > is right
  Expected values to be strictly equal:
  + actual - expected

  + 'Hello, Ada!'
  - 'Hello, Bob!'

  at a.test.mjs:5:31
✔ greeting > is sung (skipped)
✖ breaks
  Cannot read properties of null (reading 'foo')
  at deep (a.test.mjs:8:24)
  at a.test.mjs:9:28
✖ throws no error
  a text
1 passed, 3 failed, 1 skipped
`;

it('a failed test of a component is reported with its reason and source lines', async () => {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), 'wit-studio-reporter-')));
  await writeFile(join(cwd, 'a.test.mjs'), tests);
  const args = ['--test', '--test-reporter', program('testReporter').href, join(cwd, 'a.test.mjs')];
  // A test runner that starts another one would keep it from running anything.
  const { NODE_TEST_CONTEXT: _runner, ...env } = process.env;
  const output = await new Promise<string>((done) =>
    execFile(process.execPath, args, { cwd, env }, (_failed, stdout) => done(stdout)),
  );
  // Node's messages differ in empty lines between its versions.
  const withoutEmpty = (text: string) => text.replaceAll(/\n+/g, '\n');
  assert.equal(withoutEmpty(output), withoutEmpty(expected));
  await rm(cwd, { recursive: true });
});
