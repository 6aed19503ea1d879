import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { needs } from '../../../server/src/testing/needs.ts';
import { runTests } from '../build/tests/run-tests.ts';
import type { WorldChoice } from '../protocol.ts';
import { newComponent } from './new-component.ts';
import { built, greet, newComponents, problemOf } from './testing/new-components.ts';

const { invoke, root, start, remove } = await newComponents();
after(remove);

const hasCargo = spawnSync('cargo', ['--version']).status === 0;

describe('a new component in Rust', { skip: hasCargo ? false : 'there is no cargo' }, () => {
  // Building wit-bindgen takes long: what needs it is tried on request.
  const worlds: Readonly<Record<string, WorldChoice>> = {
    program: { kind: 'wasi', name: 'wasi:cli/command' },
    ...(process.env['EXHAUSTIVE'] && {
      everything: { kind: 'package', wit: 'wit' },
      greeting: greet,
      service: { kind: 'wasi', name: 'wasi:http/proxy' },
      'program of WASI 0.3': { kind: 'wasi', name: 'wasi:cli/command@0.3.0' },
      'service of WASI 0.3': { kind: 'wasi', name: 'wasi:http/service@0.3.0' },
    }),
  };
  for (const [name, world] of Object.entries(worlds)) {
    it(`of ${name} builds, runs and has a test that passes`, { timeout: 600_000 }, async () => {
      const own = world.kind === 'package' ? { ...world, wit: join(root, world.wit) } : world;
      const folder = await start(`rust-${name.replaceAll(/\W+/g, '-').toLowerCase()}`, 'rust', own);
      assert.match(await readFile(join(folder, 'README.md'), 'utf8'), /rustup target add wasm32-wasip2/);
      const component = await built(folder);
      if (name === 'everything') assert.equal(await invoke(component, 'all()'), '[]');
      if (name === 'greeting') assert.equal(await invoke(component, 'greet("Ada")'), '"Hello, Ada!"');
      assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    });
  }

  it('of a program of WASI 0.3 is a library, whose file has an underscore', async () => {
    const folder = await start('rust-third', 'rust', { kind: 'wasi', name: 'wasi:cli/command@0.3.0' });
    const command = /wit-studio run target\/wasm32-wasip2\/release\/rust_third\.wasm/;
    assert.match(await readFile(join(folder, 'README.md'), 'utf8'), command);
    assert.match(
      await readFile(join(folder, 'src/lib.rs'), 'utf8'),
      /async fn run\(\)[^]*greeting\("WASI"\)/,
    );
  });
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
    'service-03': { kind: 'wasi', name: 'wasi:http/service@0.3.0' },
    'program-03': { kind: 'wasi', name: 'wasi:cli/command@0.3.0' },
  };
  for (const [name, world] of Object.entries(worlds)) {
    it(`of ${name} has a test that passes, or fails when it is wrong`, async () => {
      const folder = await start(`python-${name}`, 'python', world);
      // Its sources have no debug information.
      assert.match(
        await readFile(join(folder, 'README.md'), 'utf8'),
        /stops at breakpoints on functions of `\.wit`/,
      );
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
  });

  it('is opened at its response', async () => {
    const params = { folder: join(root, 'python-opened'), language: 'python', world: greet } as const;
    assert.match((await newComponent(params)).open, /answers\.py$/);
  });

  it('is refused for a world that exports a resource without functions', async () => {
    const wit = join(root, 'lent');
    await mkdir(wit);
    const text = 'package a:b; interface i { resource r; } world w { export i; }';
    await writeFile(join(wit, 'a.wit'), text);
    const folder = join(root, 'python-bare');
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
    const wit = join(root, 'later');
    await mkdir(wit);
    await writeFile(join(wit, 'a.wit'), 'package a:b; world w { export f: async func(); }');
    for (const language of ['go', 'c'] as const) {
      const folder = join(root, `${language}-later`);
      const params = { folder, language, world: { kind: 'package', wit } } as const;
      assert.equal(await problemOf(newComponent(params)), 'language-unsupported');
      assert.ok(!existsSync(folder));
    }
  });
});
