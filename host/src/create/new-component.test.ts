import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../../server/src/testing/needs.ts';
import { build } from '../build/build.ts';
import { runTests } from '../build/tests/run-tests.ts';
import { HostError } from '../base/problem.ts';
import type { NewLanguage, WorldChoice } from '../protocol.ts';
import { run } from '../run/run.ts';
import { serve } from '../run/serve.ts';
import { newComponent } from './new-component.ts';
import { typeErrors } from './testing/type-errors.ts';

const { signal } = new AbortController();
const context = { signal, progress: () => {}, log: () => {} };
const greet: WorldChoice = { kind: 'function', function: 'greet: func(name: string) -> string' };

/** Each kind of type, in functions of a world, of an interface and of a resource. */
const EVERYTHING = `package demo:everything@0.1.0;
interface kinds {
  enum level { low, high }
  flags rights { read, write-all }
  variant shape { circle(f64), dot }
  record item { name: string, level: level, rights: rights, shape: shape, parent: option<u64>, bytes: list<u8> }
  type items = list<item>;
}
interface store {
  use kinds.{item, items as every};
  resource cart {
    constructor(owner: string);
    add: func(item: item) -> result<u32, string>;
    merge: static func(a: cart, b: borrow<cart>) -> cart;
  }
  /// Finds one.
  find: func(name: string, %type: char) -> result<item, string>;
  all: func() -> every;
  delete: func(which: tuple<u8, s64>, lines: list<string>);
}
world everything {
  use kinds.{level, item};
  import kinds;
  export store;
  export describe-it: func(item: item, level: level) -> tuple<string, option<bool>>;
}
`;

let root: string;
before(async () => void (root = await mkdtemp(join(tmpdir(), 'wit-studio-new-'))));
after(() => rm(root, { recursive: true, force: true }));

async function start(name: string, language: NewLanguage, world: WorldChoice): Promise<string> {
  const { folder, open } = await newComponent({ folder: join(root, name), language, world });
  assert.ok(existsSync(open));
  return folder;
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail('it succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HostError, String(error));
  return error.problem.code;
}

const built = async (folder: string) => (await build(folder, context)).component;

const invoke = async (component: string, call: string) =>
  (await run({ component, grants: {}, invoke: call }, { signal, storage: join(root, 'storage') })).value;

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

const hasCargo = spawnSync('cargo', ['--version']).status === 0;

describe('a new component in Rust', { skip: hasCargo ? false : 'there is no cargo' }, () => {
  // Building wit-bindgen takes long: what needs it is tried on request.
  const worlds: Readonly<Record<string, WorldChoice>> = {
    program: { kind: 'wasi', name: 'wasi:cli/command' },
    ...(process.env['EXHAUSTIVE'] && {
      everything: { kind: 'package', wit: 'wit' },
      greeting: greet,
      service: { kind: 'wasi', name: 'wasi:http/proxy' },
      'service of WASI 0.3': { kind: 'wasi', name: 'wasi:http/service@0.3.0' },
    }),
  };
  for (const [name, world] of Object.entries(worlds)) {
    it(`of ${name} builds, runs and has a test that passes`, { timeout: 600_000 }, async () => {
      const own = world.kind === 'package' ? { ...world, wit: join(root, world.wit) } : world;
      const folder = await start(`rust-${name.replaceAll(/\W+/g, '-').toLowerCase()}`, 'rust', own);
      const component = await built(folder);
      if (name === 'everything') assert.equal(await invoke(component, 'all()'), '[]');
      if (name === 'greeting') assert.equal(await invoke(component, 'greet("Ada")'), '"Hello, Ada!"');
      assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    });
  }
});

const needsPython = needs(
  spawnSync('python3', ['--version']).status === 0,
  'there is no python3: .ci/run installs it',
);

describe('a new component in Python', { skip: needsPython }, () => {
  const worlds: Readonly<Record<string, WorldChoice>> = {
    greeting: greet,
    program: { kind: 'wasi', name: 'wasi:cli/command' },
    service: { kind: 'wasi', name: 'wasi:http/proxy' },
  };
  for (const [name, world] of Object.entries(worlds)) {
    it(`of ${name} has a test that passes, or fails when it is wrong`, async () => {
      const folder = await start(`python-${name}`, 'python', world);
      assert.equal(await runTests(folder, { output: 'ignore' }), 0);
      assert.equal(spawnSync('python3', ['-m', 'py_compile', 'app.py'], { cwd: folder }).status, 0);
      await writeFile(join(folder, 'answers.py'), 'def greeting(name): pass\ndef answer(path): pass\n');
      assert.equal(await runTests(folder, { output: 'ignore' }), 1);
    });
  }

  it('of a world of a package has all its functions', async () => {
    const wit = join(root, 'several');
    await mkdir(wit);
    const text =
      'package a:b; interface more { pass: func(lambda: u8); } world w { export more; export f-g: func(); }';
    await writeFile(join(wit, 'a.wit'), text);
    const folder = await start('python-several', 'python', { kind: 'package', wit });
    const app = await readFile(join(folder, 'app.py'), 'utf8');
    assert.match(app, /class WitWorld\(wit_world\.WitWorld\):\n {4}def f_g\(self\):/);
    assert.match(app, /class More\(wit_world\.exports\.More\):\n {4}def pass_\(self, lambda_\):/);
    assert.equal(await problemOf(runTests(folder, { output: 'ignore' })), 'no-tests');
  });

  it('is refused for a world that exports a resource', async () => {
    const wit = join(root, 'lent');
    await mkdir(wit);
    await writeFile(join(wit, 'a.wit'), EVERYTHING);
    const folder = join(root, 'python-everything');
    const params = { folder, language: 'python', world: { kind: 'package', wit } } as const;
    assert.equal(await problemOf(newComponent(params)), 'language-unsupported');
    assert.ok(!existsSync(folder));
  });
});

/** The starts that C and Go have. */
const starts: Readonly<Record<string, WorldChoice>> = {
  greeting: greet,
  program: { kind: 'wasi', name: 'wasi:cli/command' },
  service: { kind: 'wasi', name: 'wasi:http/proxy' },
};

const needsCc = needs(
  spawnSync('cc', ['--version']).status === 0,
  'there is no compiler of C: .ci/run installs it',
);

describe('a new component in C', { skip: needsCc }, () => {
  for (const [name, world] of Object.entries(starts))
    it(`of ${name} has a test that passes, or fails when it is wrong`, async () => {
      const folder = await start(`c-${name}`, 'c', world);
      assert.equal(await runTests(folder, { output: 'ignore' }), 0);
      const answers = join(folder, 'src/answers.h');
      await writeFile(answers, (await readFile(answers, 'utf8')).replace('Hello', 'Bye'));
      assert.equal(await runTests(folder, { output: 'ignore' }), 1);
    });
});

describe('a new component in Go', () => {
  for (const [name, world] of Object.entries(starts))
    it(`of ${name} implements the exports of its world, in packages of its module`, async () => {
      const folder = await start(`go-${name}`, 'go', world);
      const files = await readdir(folder);
      const exported = files.find((file) => file.startsWith('export_')) ?? '';
      const main = await readFile(join(folder, exported, 'main.go'), 'utf8');
      assert.match(main, new RegExp(`^package ${exported}\n[^]*"component/go-${name}/answers"`));
      // The dependency of the generated bindings is pinned.
      assert.match(
        await readFile(join(folder, 'go.sum'), 'utf8'),
        /^go\.bytecodealliance\.org\/pkg v0\.2\.1 h1:/,
      );
    });

  it('is refused for a world without a template', async () => {
    const wit = join(root, 'kinds');
    await mkdir(wit);
    await writeFile(join(wit, 'a.wit'), EVERYTHING);
    for (const language of ['go', 'c'] as const) {
      const folder = join(root, `${language}-everything`);
      const params = { folder, language, world: { kind: 'package', wit } } as const;
      assert.equal(await problemOf(newComponent(params)), 'language-unsupported');
      assert.ok(!existsSync(folder));
    }
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
});
