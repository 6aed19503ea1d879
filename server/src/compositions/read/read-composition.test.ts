import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { ProblemError, type Problem } from '../../base/problem.ts';
import { collectProblems } from '../problems.ts';
import { planSource } from '../plan-source.ts';
import { readComposition } from './read-composition.ts';

const read = (text: string) => {
  const problems = collectProblems();
  const composition = readComposition(
    planSource('/edge/composition.toml', text, (path) => resolve('/edge', path)),
    problems,
  );
  problems.refuse();
  return composition;
};

/** The code, the text that the problem points to, its message and its remedy. */
function problemOf(text: string): { code: string; at: string; message: string; help: string | undefined } {
  const { code, message, help, at } = refusalOf(text);
  assert.equal(at?.file, '/edge/composition.toml');
  assert.equal(at.start.line, at.end.line);
  const line = text.split('\n')[at.start.line] ?? '';
  return { code, message, help, at: line.slice(at.start.character, at.end.character) };
}

/** What a fix writes in place of the text that the problem points to. */
const meantBy = (text: string): readonly string[] | undefined => refusalOf(text).suggestions;

function refusalOf(text: string): Problem {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    return error.problem;
  }
  assert.fail('expected a problem');
}

describe('a composition.toml', () => {
  it('defines instances and the paths of their components', () => {
    const { plan } = read('[instances]\nauth = "auth/auth.wasm"\nhandler = "/else/handler"\n');
    assert.deepEqual(
      plan.instances.map(({ name, source }) => [name, source]),
      [
        ['auth', '/edge/auth/auth.wasm'],
        ['handler', '/else/handler'],
      ],
    );
    assert.equal(plan.exports, 'unused');
  });

  it('wires imports', () => {
    const { plan } = read(`
      [instances.handler]
      component = "handler"
      [instances.handler.imports]
      "a:b/plain" = "auth"
      "a:b/renamed" = { instance = "auth", export = "c:d/e" }
      "a:b/open" = false
    `);
    assert.deepEqual(
      plan.instances[0]?.imports.map(({ name, from }) => [name, from]),
      [
        ['a:b/plain', { instance: 'auth' }],
        ['a:b/renamed', { instance: 'auth', export: 'c:d/e' }],
        ['a:b/open', false],
      ],
    );
  });

  it('exports whole instances, or single exports under a name', () => {
    const instances = '[instances]\na = "a.wasm"\n';
    const whole = read(`exports = ["a"]\n${instances}`).plan.exports;
    const single = read(`${instances}[exports]\nrun = { instance = "a", export = "go" }\nb = "a"\n`).plan
      .exports;
    const plain = (exports: typeof whole) =>
      exports === 'unused' ? exports : exports.map(({ at: _, fromAt: __, ...rest }) => rest);
    assert.deepEqual(plain(whole), [{ instance: 'a' }]);
    assert.deepEqual(plain(single), [
      { name: 'run', instance: 'a', export: 'go' },
      { name: 'b', instance: 'a' },
    ]);
  });

  it('may define packages for WAC documents', () => {
    const { packages, document } = read('document = "s.wac"\n[packages]\n"edge:auth@1.0.0" = "auth"\n');
    assert.equal(packages.get('edge:auth@1.0.0')?.source, '/edge/auth');
    assert.equal(document?.file, '/edge/s.wac');
  });
});

describe('an invalid composition.toml', () => {
  it('is reported at the TOML syntax error', () => {
    assert.deepEqual(problemOf('[instances]\nauth = = "a"\n'), {
      code: 'plan-syntax',
      message: 'not valid TOML: invalid value',
      help: 'TOML is described at https://toml.io/en/v1.0.0.',
      at: '=',
    });
  });

  it('has a hint that fits the TOML syntax error', () => {
    assert.match(problemOf('[instances\na = "a"\n').help ?? '', /ends with \]/);
    assert.match(problemOf('[instances]\na = a/b.wasm\n').help ?? '', /quotes/);
    const twice = '[instances]\na = "a"\n[instances.a]\ncomponent = "a"\n';
    assert.match(problemOf(twice).help ?? '', /\[instances\.name\] with component/);
  });

  it('has the corrected text for a colon, and for a path with backslashes', () => {
    const colonText = '[instances]\nauth: "a.wasm"\n';
    const colon = problemOf(colonText);
    assert.deepEqual([colon.at, meantBy(colonText)], ['auth:', ['auth =']]);
    const pathText = '[instances]\nauth = "C:\\Users\\me\\a.wasm"\n';
    const path = problemOf(pathText);
    assert.deepEqual([path.at, meantBy(pathText)], ['"C:\\Users\\me\\a.wasm"', ['"C:/Users/me/a.wasm"']]);
  });

  it('finds the instances below the head of another tool', () => {
    for (const head of ['components', 'dependencies']) {
      const text = `[${head}]\na = "a.wasm"\n`;
      const { code, at, message } = problemOf(text);
      assert.deepEqual([code, at, message], ['plan-key', head, `unknown key “${head}”`]);
      assert.deepEqual(meantBy(text), ['instances']);
    }
  });

  it('has the closest known key for an unknown key', () => {
    const problem = problemOf('[instance]\na = "a.wasm"\n');
    assert.equal(problem.code, 'plan-key');
    assert.equal(problem.at, 'instance');
    assert.equal(problem.help, 'Did you mean “instances”?');
  });

  it('has the table of a nested unknown key', () => {
    const problem = problemOf('[instances.a]\ncomponent = "a.wasm"\nimport = {}\n');
    assert.equal(problem.message, 'unknown key “import” in instances.a');
    assert.equal(problem.at, 'import');
    assert.equal(problem.help, 'Did you mean “imports”?');
  });

  it('has the expected type of a value', () => {
    assert.deepEqual(
      [
        problemOf('[instances]\na = 1\n'),
        problemOf('[instances.a]\nimports = {}\n'),
        problemOf('instances = "a"\n'),
        problemOf('exports = [1]\n[instances]\na = "a"\n'),
        problemOf('exports = true\n[instances]\na = "a"\n'),
        problemOf('[instances.a]\ncomponent = "a"\nimports = { x = true }\n'),
        problemOf('[instances.a]\ncomponent = "a"\nimports = { x = { export = "y" } }\n'),
      ].map(({ code, message, at }) => [code, message, at]),
      [
        ['plan-value', 'instances.a must be the path of a component, or a table with `component`', '1'],
        ['plan-value', 'instances.a must be a table with the key `component`', '[instances.a]'],
        ['plan-value', 'instances must be a table', '"a"'],
        ['plan-value', 'exports.0 must be a string', '1'],
        ['plan-value', 'exports must be an array of instances, or a table of exports', 'true'],
        [
          'plan-value',
          'instances.a.imports.x must be the name of an instance, false, or a table with `instance` and `export` or with `stub`',
          'true',
        ],
        [
          'plan-value',
          'instances.a.imports.x must be the name of an instance, false, or a table with `instance` and `export` or with `stub`',
          '{ export = "y" }',
        ],
      ],
    );
  });

  it('is reported if it has no instances', () => {
    assert.equal(problemOf('').code, 'plan-empty');
    assert.equal(problemOf('[instances]\n').code, 'plan-empty');
    assert.equal(problemOf('instances = []\n').code, 'plan-value');
    assert.equal(problemOf('component = []\n').code, 'plan-value');
  });
});

describe('a composition.toml with a table for each component', () => {
  it('has paths and wires', () => {
    const { plan } = read(`
      [component.auth]
      path = "auth.wasm"
      [component.handler]
      path = "ts-handler.wasm"
      [component.handler.imports]
      "acme:auth/verify" = { component = "auth", export = "verify-token" }
      "acme:log/sink" = "auth"
      "acme:open/end" = false
    `);
    assert.deepEqual(
      plan.instances.map(({ name, source, imports }) => [name, source, imports.map((one) => one.from)]),
      [
        ['auth', '/edge/auth.wasm', []],
        [
          'handler',
          '/edge/ts-handler.wasm',
          [{ instance: 'auth', export: 'verify-token' }, { instance: 'auth' }, false],
        ],
      ],
    );
    assert.equal(plan.exports, 'unused');
  });

  it('suggests the key of this form', () => {
    const { code, message, help, at } = problemOf('[component.auth]\npaht = "auth.wasm"\n');
    assert.deepEqual([code, at, help], ['plan-key', 'paht', 'Did you mean “path”?']);
    assert.match(message, /component\.auth/);
  });

  it('requires a path', () => {
    assert.match(problemOf('[component]\nauth = "auth.wasm"\n').message, /a table with the key `path`/);
    assert.match(problemOf('[component.auth]\nimports = {}\n').message, /a table with the key `path`/);
  });
});

it('suggests quotes around an unquoted path', () => {
  assert.match(problemOf('[instances]\nauth = auth/auth.wasm\n').help ?? '', /in quotes/);
});

it('reports each value of an environment that is no string', () => {
  const text =
    '[instances.a]\ncomponent = "a.wasm"\nenv = { A = 1, B = "b", C = ["c"] }\nconfig = { d = 2 }\n';
  assert.match(problemOf(text).message, /env\.A must be a string \(and 2 more\)$/);
});
