import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemOf, temporaryFolders } from '../../testing/folders.ts';
import { runTests } from '../../tests/run-tests.ts';
import type { TestResult } from '../../../protocol.ts';

const script = `import assert from 'node:assert/strict';
import test, { describe, it } from 'node:test';
describe('greeting', () => {
  it('is right', () => assert.equal('Hello', 'Hullo'));
  describe('in (other) words', async () => {
    await undefined;
    it('is right', () => {});
  });
  it('is right too', () => {});
});
test('is right', () => {});
test.skip('is sung', () => {});
`;

describe('the tests of a folder in TypeScript', () => {
  const folderOf = temporaryFolders();
  const run = async (...only: string[]): Promise<readonly TestResult[]> => {
    const folder = await folderOf({ 'package.json': '{}', 'test/a.test.ts': script, 'test/b.test.ts': '' });
    let found: readonly TestResult[] = [];
    await runTests(folder, { output: 'ignore', only, report: (results) => (found = results) });
    return found;
  };
  const outcomes = async (...only: string[]) =>
    (await run(...only)).map(({ name, outcome }) => `${name}: ${outcome}`);

  it('have a result each, a failed one with its reason and place', async () => {
    const all = await run();
    assert.deepEqual(
      all.map(({ name, outcome }) => `${name}: ${outcome}`),
      [
        'greeting > is right: failed',
        'greeting > in (other) words > is right: passed',
        'greeting > is right too: passed',
        'is right: passed',
        'is sung: skipped',
      ],
    );
    assert.match(all[0]?.message ?? '', /Expected values to be strictly equal/);
    assert.deepEqual(all[0]?.at, { file: 'test/a.test.ts', line: 4, column: 31 });
  });

  it('run one by one by their names, or by suites', async () => {
    assert.deepEqual(await outcomes('is right'), ['is right: passed']);
    assert.deepEqual(await outcomes('greeting > is right'), ['greeting > is right: failed']);
    assert.deepEqual(await outcomes('greeting > in (other) words'), [
      'greeting > in (other) words > is right: passed',
    ]);
    assert.deepEqual(await outcomes('is sung', 'greeting > is right too'), [
      'greeting > is right too: passed',
      'is sung: skipped',
    ]);
  });

  it('of another name are reported as missing', async () => {
    assert.equal(await problemOf(run('is wrong')).then(({ code }) => code), 'no-such-test');
  });
});
