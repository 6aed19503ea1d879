import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runTests } from '../../tests/run-tests.ts';
import { problemOf } from '../../testing/folders.ts';
import { guests, type Guests, part } from '../../testing/guests.ts';

const wit = `package t:g@0.1.0;
interface greetings {
  resource greeter { constructor(tone: string); greet: func(name: string) -> string; }
  great: func(name: string) -> string;
}
world user { import greetings; import greet-all: func(name: string) -> string; export say: func() -> list<string>; }`;

const script = `import { great, Greeter } from 't:g/greetings@0.1.0';
import * as all from 't:g/greetings';
import { greetAll } from 'greet-all';
export const say = () => [great('Ada'), all.great('Bo'), greetAll('Cy'), new Greeter('kind').greet('Di')];
export const one = () => great('Ada');
export const other = () => greetAll('Ada');
`;

const test = (lines: string): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provide } from 'wit-studio:test';
import { one, other, say } from '../src/index.ts';
test('it', () => {
${lines}
});`;

describe('a test of a component that imports another', () => {
  let all: Guests;
  before(async () => {
    all = await guests();
  });
  after(() => all[Symbol.asyncDispose]());

  const run = async (lines: string): Promise<number> => {
    const folder = await all.write({ ...part('user', wit, script), 'test/user.test.js': test(lines) });
    return runTests(folder, { output: 'ignore' });
  };

  it('replaces functions and classes, and reports missing ones', async () => {
    const code = await run(`
      assert.throws(one, /great of t:g\\/greetings@0\\.1\\.0 was called, .*provide\\(\\{ 't:g\\/greetings@0\\.1\\.0': \\{ great: … \\} \\}\\)/);
      assert.throws(other, /greet-all was called, .*provide\\(\\{ 'greet-all': \\(\\) => … \\}\\)/);
      assert.throws(() => provide({ 't:g/greeting': {} }), /do not import t:g\\/greeting; .*t:g\\/greetings@0\\.1\\.0/);
      assert.throws(() => provide({ 't:g/greetings': { greet() {} } }), /has no greet; it has great, Greeter/);
      class Greeter { constructor(tone) { this.tone = tone; } greet(name) { return this.tone + ' ' + name; } }
      provide({ 't:g/greetings': { great: (name) => 'Great ' + name, Greeter }, 'greet-all': (name) => 'All ' + name });
      assert.deepEqual(say(), ['Great Ada', 'Great Bo', 'All Cy', 'kind Di']);
      provide({ 'greet-all': () => 'again' });
      assert.equal(other(), 'again');`);
    assert.equal(code, 0);
  });

  it('fails if an implementation is missing', async () => {
    assert.equal(await run('say();'), 1);
  });

  it('names the import that has not what a source imports of it', async () => {
    const old = script.replaceAll('great', 'grand');
    const folder = await all.write({ ...part('user', wit, old), 'test/user.test.js': test('say();') });
    const { message } = await problemOf(runTests(folder, { output: 'ignore' }));
    assert.match(message, /^t:g\/greetings@0\.1\.0 has no grand/);
  });

  it('reports the mistake of the manifest for which there is no world', async () => {
    const component = JSON.stringify({ name: 'user', component: { wit: 'contract' } });
    const files = {
      ...part('user', wit, script),
      'package.json': component,
      'test/user.test.js': test('say();'),
    };
    const problem = await problemOf(runTests(await all.write(files), { output: 'ignore' }));
    assert.equal(problem.code, 'component-manifest');
    assert.match(problem.message, /contract does not exist; package\.json names it as the WIT folder/);
  });

  it('reports an error of the WIT as such', async () => {
    const broken = part('user', wit.replace('tone: string', 'tone: strin'), script);
    const files = { ...broken, 'test/user.test.js': test('say();') };
    const problem = await problemOf(runTests(await all.write(files), { output: 'ignore' }));
    assert.equal(problem.code, 'wit-invalid');
  });

  it('needs no manifest where no source imports WIT', async () => {
    const code = await runTests(
      await all.write({
        'src/twice.ts': `import { inspect } from 'util'; export const twice = (n: number) => inspect(2 * n);`,
        'test/twice.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { twice } from '../src/twice.ts';
test('it', () => assert.equal(twice(2), '4'));`,
      }),
      { output: 'ignore' },
    );
    assert.equal(code, 0);
  });

  it('has types from the WIT', async () => {
    const folder = await all.write(part('user', wit, script));
    await all.buildFolder(folder);
    const types = await readFile(join(folder, 'types/testing.d.ts'), 'utf8');
    assert.match(types, /'t:g\/greetings@0\.1\.0': typeof import\('t:g\/greetings@0\.1\.0'\);/);
    assert.match(types, /'greet-all': typeof import\('greet-all'\)\.default;/);
  });
});
