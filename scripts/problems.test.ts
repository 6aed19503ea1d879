/** Which problems the tests are about. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { problems } from '../server/src/base/problems/catalogue.ts';

const isTest = (name: string): boolean => name.endsWith('.test.ts') || /[\\/]testing[\\/]/.test(name);

/** The sources of a folder that are tests or what these share, or all others, as one text. */
const textsIn = (folder: string, ofTests = false): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && isTest(name) === ofTests)
    .map((name) => readFileSync(name, 'utf8'))
    .join('\n');

const tests = ['server/src', 'host/src', 'cli/src', 'client/src']
  .map((name) => textsIn(name, true))
  .join('\n');

/** Problems that only the extension reports: within VS Code, where its messages cannot be read by a test. */
const OF_THE_EXTENSION = [
  'debugger-not-attached',
  'language-server-not-started',
  'no-component',
  'no-composition',
  'nothing-to-call',
  'nothing-to-run',
  'untrusted-workspace',
];

it('every problem of the host, the command and the server is in a test', () => {
  const others = Object.keys(problems).filter((code) => !OF_THE_EXTENSION.includes(code));
  assert.deepEqual(
    others.filter((code) => !tests.includes(`'${code}'`)),
    [],
  );
});

it('every other problem is reported by the extension alone', () => {
  const isReported = (folder: string, code: string) => textsIn(folder).includes(`code: '${code}'`);
  for (const code of OF_THE_EXTENSION) {
    assert.ok(isReported('client/src', code), code);
    for (const folder of ['server/src', 'host/src', 'cli/src']) assert.ok(!isReported(folder, code), code);
  }
});
