import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { runTests } from '../build/tests/run-tests.ts';
import type { WorldChoice } from '../protocol.ts';
import { run } from '../run/run.ts';
import { serve } from '../run/serve.ts';
import { newComponent } from './new-component.ts';
import { EVERYTHING, built, greet, newComponents, problemOf, signal } from './testing/new-components.ts';
import { typeErrors } from './testing/type-errors.ts';

const { invoke, root, start, remove } = await newComponents();
after(remove);

describe('a new component in TypeScript', () => {
  it('with a function returns its result and has a test that passes, or fails when the function is wrong', async () => {
    const folder = await start('hello', 'typescript', greet);
    assert.equal(await invoke(await built(folder), 'greet("Ada")'), '"Hello, Ada!"');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    await writeFile(join(folder, 'src/hello.ts'), 'export const greet = () => "Bye!";');
    assert.equal(await runTests(folder, { output: 'ignore' }), 1);
  });

  it('of wasi:http/proxy handles requests whatever its name, and has no type errors', async () => {
    const folder = await start('answer', 'typescript', { kind: 'wasi', name: 'wasi:http/proxy' });
    assert.deepEqual(typeErrors(folder), []);
    const component = await built(folder);
    const params = { component, grants: {}, addr: '127.0.0.1:0' };
    const server = await serve(params, { signal, storage: join(root, 'storage') });
    const texts = ['/', '/none'].map(async (path) => (await fetch(new URL(path, server.url))).text());
    assert.deepEqual(await Promise.all(texts), ['Hello, world!\n', 'There is nothing at /none.\n']);
    await server.close();
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
  });

  it('of wasi:cli/command is a program whatever its name', async () => {
    const folder = await start('greeting', 'typescript', { kind: 'wasi', name: 'wasi:cli/command' });
    let printed = '';
    const output = async (_stream: string, bytes: Uint8Array) =>
      void (printed += Buffer.from(bytes).toString());
    const component = await built(folder);
    await run({ component, grants: {} }, { signal, storage: join(root, 'storage'), output });
    assert.equal(printed, 'Hello, WASI!\n');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
  });

  it('of a world of a package has all its functions, and no type errors', async () => {
    const wit = join(root, 'wit');
    await mkdir(wit);
    await writeFile(join(wit, 'a.wit'), EVERYTHING);
    const folder = await start('everything', 'typescript', { kind: 'package', wit });
    assert.deepEqual(typeErrors(folder), []);
    const component = await built(folder);
    assert.equal(await invoke(component, 'all()'), '[]');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
  });
});

describe('the test of a new component of a package', () => {
  it('passes after its functions are implemented', async () => {
    const wit = join(root, 'greetings');
    await mkdir(wit);
    await writeFile(
      join(wit, 'a.wit'),
      'package t:g; interface greetings { greet: func(name: string) -> string; } world greeter { export greetings; }',
    );
    const folder = await start('greeter', 'typescript', { kind: 'package', wit });
    await writeFile(
      join(folder, 'src/greeter.ts'),
      'export const greetings = { greet: (name: string) => `Hello, ${name}!` };',
    );
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    await writeFile(join(folder, 'src/greeter.ts'), 'export const greetings = { greet: () => 5 };');
    assert.equal(await runTests(folder, { output: 'ignore' }), 1);
  });
});

describe('a new component in JavaScript', () => {
  it('returns the result of a call and has a test that passes', async () => {
    const folder = await start('plain', 'javascript', greet);
    assert.equal(await invoke(await built(folder), 'greet("Ada")'), '"Hello, Ada!"');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
  });
});

describe('invalid requests for a new component', () => {
  const params = { language: 'typescript', world: greet } as const;

  it('refuse a folder that is not empty, and leave it unchanged', async () => {
    const folder = join(root, 'taken');
    await mkdir(folder);
    await writeFile(join(folder, 'mine.txt'), '');
    assert.equal(await problemOf(newComponent({ ...params, folder })), 'folder-not-empty');
    assert.deepEqual(await readdir(folder), ['mine.txt']);
    const file = newComponent({ ...params, folder: join(folder, 'mine.txt'), name: 'mine' });
    assert.equal(await problemOf(file), 'folder-unwritable');
  });

  for (const name of ['1st', 'a b', 'a--b', 'größe', '-a', ''])
    it(`refuse the name "${name}"`, async () => {
      const folder = join(root, 'unnamed');
      assert.equal(await problemOf(newComponent({ ...params, folder, name })), 'name-invalid');
      assert.ok(!existsSync(folder));
    });

  const wrong = [
    '',
    'greet',
    'greet: func(',
    'greet: func(a: person)',
    'a: func(); export b: func()',
    'a: interface {}',
  ];
  for (const text of wrong)
    it(`refuse the function "${text}"`, async () => {
      const folder = join(root, 'functionless');
      const world: WorldChoice = { kind: 'function', function: text };
      assert.equal(await problemOf(newComponent({ ...params, folder, world })), 'function-invalid');
      assert.ok(!existsSync(folder));
    });

  it('refuse an unknown world', async () => {
    const world: WorldChoice = { kind: 'wasi', name: 'wasi:http/proxi' };
    const folder = join(root, 'worldless');
    assert.equal(await problemOf(newComponent({ ...params, folder, world })), 'world-unknown');
    assert.ok(!existsSync(folder));
  });

  it('name the feature gate of the only world', async () => {
    const wit = join(root, 'gated-wit');
    await mkdir(wit);
    await writeFile(join(wit, 'a.wit'), 'package a:b;\n@unstable(feature = fast)\nworld w { }\n');
    const folder = join(root, 'gated');
    const made = newComponent({ ...params, folder, world: { kind: 'package', wit } });
    await assert.rejects(made, /the world w of the WIT in .* is behind @unstable\(feature = fast\)/);
    assert.ok(!existsSync(folder));
  });
});
