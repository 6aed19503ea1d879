/** Which problems the tests are about. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { problems } from '../server/src/base/problems/catalogue.ts';

const isTest = (name: string): boolean => name.endsWith('.test.ts') || /[\\/]testing[\\/]/.test(name);

/** The tests in a folder and what these share, as one text. */
const testsIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && isTest(name))
    .map((name) => readFileSync(name, 'utf8'))
    .join('\n');

it('every problem is in a test', () => {
  const tests = ['server/src', 'host/src', 'cli/src', 'client/src'].map(testsIn).join('\n');
  assert.deepEqual(
    Object.keys(problems).filter((code) => !tests.includes(`'${code}'`)),
    [],
  );
});
