/** Which problems the tests are about, and what problems say. */
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

/** These print the next steps of a new component and write its README, which has the commands of both. */
const NEXT_STEPS = ['readme.ts', 'new-package.ts', 'languages.ts'];

it('a problem that names a command of the terminal also fits VS Code', () => {
  const files = ['host/src', 'server/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const sources = files.filter(
    (name) => name.endsWith('.ts') && !isTest(name) && !/problems[\\/]/.test(name),
  );
  const lines = sources
    .filter((name) => !NEXT_STEPS.some((one) => name.endsWith(one)))
    .flatMap((name) =>
      readFileSync(name, 'utf8')
        .split('\n')
        .map((line) => `${name}: ${line.trim()}`),
    );
  const said = lines.filter((line) => /`wit-studio /.test(line) && !/: \/?\*|\/\//.test(line));
  assert.ok(said.length > 5, 'there are such problems');
  assert.deepEqual(
    said.filter((line) => !/VS Code|editor|terminal|quick fix/.test(line)),
    [],
  );
});
