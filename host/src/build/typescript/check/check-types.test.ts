import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HostError } from '../../../base/problem.ts';
import { buildTypeScript } from '../typescript.ts';
import { type Files, guests, type Guests } from '../../testing/guests.ts';

const wit =
  'package t:g; interface names { count: func(name: string) -> u32; } world w { import names; import greet: func(name: string) -> string; export say: func() -> string; }';
const listed = '{ "name": "c", "devDependencies": { "typescript": "*" } }';
const wrong = `import { count } from 't:g/names';
import { greet } from 'greet';
import { helper } from './helper.ts';
export function say(): string {
  return helper(count(5));
}
export const other: number = greet('Ada');
`;
const files: Files = {
  'package.json': listed,
  'wit/a.wit': wit,
  'src/index.ts': wrong,
  'src/helper.ts': 'export const helper = (n: number): string => `${n}`;',
  'src/unused.ts': 'export const unused: string = 5;',
};

describe('the types of a component', () => {
  let all: Guests;
  const context = { signal: new AbortController().signal, progress: () => {}, log: () => {} };
  before(async () => {
    all = await guests();
  });
  after(() => all[Symbol.asyncDispose]());

  async function folderOf(own: Files, installed = true): Promise<string> {
    const folder = await all.write({ ...files, ...own });
    if (!installed) return folder;
    await mkdir(join(folder, 'node_modules'));
    await symlink(resolve('node_modules/typescript'), join(folder, 'node_modules/typescript'), 'junction');
    return folder;
  }

  async function problemOf(folder: string) {
    const error = await buildTypeScript(folder, context).then(
      () => assert.fail('it was built'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof HostError, String(error));
    return error.problem;
  }

  const places = (findings: Awaited<ReturnType<typeof problemOf>>['findings']) =>
    (findings ?? []).map(({ message, at }) => [at?.start.line, /\((TS\d+)\)/.exec(message)?.[1]]);

  it('are checked by the compiler that the project lists, at the place of each mistake of the component', async () => {
    const { code, message, at, findings } = await problemOf(await folderOf({}));
    assert.equal(code, 'guest-type-error');
    assert.match(message, /'number' is not assignable to .*'string'.* \(TS2345\) \(and 1 more\)$/);
    assert.match(at?.file ?? '', /src[\\/]index\.ts$/);
    assert.deepEqual(at?.start, { line: 4, character: 22 });
    assert.deepEqual(places(findings), [
      [4, 'TS2345'],
      [6, 'TS2322'],
    ]);
  });

  it('are checked by tsconfig.json where there is one', async () => {
    const config =
      '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "Bundler", "types": [], "lib": ["ES2023", "ESNext.Disposable"], "strict": true, "allowImportingTsExtensions": true, "noEmit": true, "noImplicitReturns": true }, "include": ["src", "types"] }';
    const source = `export function say() { if (Math.random() > 2) return ''; }`;
    const { findings } = await problemOf(await folderOf({ 'tsconfig.json': config, 'src/index.ts': source }));
    assert.deepEqual(places(findings), [[0, 'TS7030']]);
  });

  it('are not checked where the project lists no compiler, or switches it off', async () => {
    for (const manifest of [
      '{ "name": "c" }',
      listed.replace('{ "name"', '{ "component": { "check": false }, "name"'),
    ]) {
      const folder = await folderOf({ 'package.json': manifest });
      assert.deepEqual((await buildTypeScript(folder, context)).findings, []);
    }
  });

  it('are reported as unchecked when the compiler is listed but not installed', async () => {
    const [finding] = (await buildTypeScript(await folderOf({}, false), context)).findings;
    assert.equal(finding?.severity, 'warning');
    assert.match(finding.message, /not checked: .* depends on typescript, which is not installed/);
  });

  it('are checked again after a change of a file that only has types', async () => {
    const folder = await folderOf({
      'src/index.ts':
        "import type { Word } from './word';\nexport function say(): string {\n  const word: Word = 'x';\n  return word;\n}",
      'src/word.ts': 'export type Word = string;',
    });
    await buildTypeScript(folder, context);
    assert.equal((await buildTypeScript(folder, context)).rebuilt, false);
    await writeFile(join(folder, 'src/word.ts'), 'export type Word = number;');
    assert.deepEqual(places((await problemOf(folder)).findings), [
      [2, 'TS2322'],
      [3, 'TS2322'],
    ]);
  });

  it('of a correct source allow the build, and are checked again after a change', async () => {
    const right = wrong.replace('count(5)', "count('Ada')").replace(': number = greet', ': string = greet');
    const folder = await folderOf({ 'src/index.ts': right });
    assert.deepEqual((await buildTypeScript(folder, context)).findings, []);
    assert.equal((await buildTypeScript(folder, context)).rebuilt, false);
    await writeFile(join(folder, 'src/unused.ts'), 'export const unused = 5;');
    assert.equal((await buildTypeScript(folder, context)).rebuilt, false, 'it is no part of the program');
    await rm(join(folder, 'src/helper.ts'));
    assert.equal((await problemOf(folder)).code, 'guest-compile-error');
  });
});
