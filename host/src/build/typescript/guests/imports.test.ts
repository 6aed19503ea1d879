import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Files, guests, type Guests, part } from '../../testing/guests.ts';

const wit = `package t:g@0.1.0;
interface greetings {
  record person { name: string }
  enum tone { kind, rude }
  great: func(p: person, t: tone) -> string;
}
world greeter { export greetings; export greet-all: func(name: string, times: option<u64>) -> string; }
world user {
  import greetings;
  import plain: interface { ping: func() -> string; }
  import greet-all: func(name: string, times: option<u64>) -> string;
  import class: func();
  export say: func() -> list<string>;
}
world caller {
  import greetings;
  import greet-all: func(name: string, times: option<u64>) -> string;
  export say: func() -> list<string>;
}`;

const greeter = `export const greetings = { great: (p: { name: string }) => 'Great, ' + p.name };
export const greetAll = (name: string, times: bigint | null) => name + ', ' + (times ?? 'once');`;

const user = (script: string): Files => part('user', wit, script);

describe('imports of a world in a script', () => {
  let all: Guests;
  before(async () => {
    all = await guests();
  });
  after(() => all[Symbol.asyncDispose]());

  it('is a function of the world itself, by its name or as the default, as a global, and an interface', async () => {
    const script = `import { greetAll } from 'greet-all';
      import again from 'greet-all';
      import { great } from 't:g/greetings@0.1.0';
      import * as all from 't:g/greetings';
      export const say = () => [greetAll('Ada', 2n), again('Bo', undefined), globalThis.greetAll('Cy', 1n),
        great({ name: 'Di' }, 'kind'), all.great({ name: 'Ed' }, 'rude')];`;
    const component = await all.compose({
      greeter: part('greeter', wit, greeter),
      caller: part('caller', wit, script),
    });
    const { value, problem } = await all.call(component, 'say()');
    assert.equal(problem, undefined);
    assert.equal(value, '["Ada, 2", "Bo, once", "Cy, 1", "Great, Di", "Great, Ed"]');
  });

  it('is declared in the types, a function of the world too', async () => {
    const folder = await all.write(user("import { ping } from 'plain';\nexport const say = () => [ping()];"));
    await all.buildFolder(folder);
    const types = await readFile(join(folder, 'types/imported-functions.d.ts'), 'utf8');
    assert.match(
      types,
      /declare module 'greet-all' \{\n {2}function greetAll\(name: string, times: bigint \| null \| undefined\): string;/,
    );
    assert.match(types, /export \{ greetAll, greetAll as default \};/);
    assert.match(types, /function class_\(\): void;\n {2}export \{ class_ as class, class_ as default \};/);
  });

  it('is explained when missing', async () => {
    const cases = [
      [
        `import { greet } from 'greetAll'`,
        'greet',
        /cannot find module greetAll/,
        /mean greet-all\? For example: import \{ greetAll \} from 'greet-all'/,
      ],
      [
        `import { great } from 'greetings'`,
        'great',
        /cannot find module greetings/,
        /import \{ great \} from 't:g\/greetings@0\.1\.0'/,
      ],
      [
        `import { great } from 't:g/greeting'`,
        'great',
        /does not import t:g\/greeting$/,
        /mean t:g\/greetings@0\.1\.0/,
      ],
      [
        `import pad from 'left-pad'`,
        'pad',
        /no npm package of that name/,
        /imports greet-all, class, t:g\/greetings@0\.1\.0, plain\./,
      ],
      [`import fs from 'node:fs'`, 'fs', /does not import node:fs/, /no Node\.js/],
    ] as const;
    for (const [line, name, message, help] of cases) {
      const problem = await all.problemOf(user(`${line};\nexport const say = () => [${name}];`));
      assert.equal(problem.code, 'guest-compile-error');
      assert.match(problem.message, message);
      assert.match(problem.help ?? '', help);
      assert.doesNotMatch(problem.help ?? '', /external/);
      assert.equal(problem.at?.start.line, 0);
    }
  });

  it('is checked against the interfaces by the build, with its place in the source', async () => {
    const cases = [
      ["import {\n  greet,\n} from 't:g/greetings@0.1.0';\nexport const say = () => [greet];", 'greet', 1, 2],
      ["import * as g from 't:g/greetings';\nexport const say = (g2: any) => [g.greet()];", 'greet', 1, 35],
      ["import g from 't:g/greetings';\nexport const say = () => [g.greet()];", 'greet', 1, 28],
      ["export { greet as say } from 't:g/greetings';", 'greet', 0, 18],
    ] as const;
    for (const [script, name, line, character] of cases) {
      const { code, message, help, at } = await all.problemOf(user(script));
      assert.equal(code, 'guest-import-missing');
      assert.equal(message, `t:g/greetings@0.1.0 has no ${name}`);
      assert.match(help ?? '', /Did you mean `great`\? In .* it has great, Tone\./);
      assert.deepEqual(at?.start, { line, character }, script);
      assert.match(at?.file ?? '', /src[\\/]index\.ts$/);
    }
  });

  it('reports a type that is imported as a value', async () => {
    const script = "import { Person } from 't:g/greetings';\nexport const say = () => [Person];";
    const { help } = await all.problemOf(user(script));
    assert.match(help ?? '', /import type \{ Person \} from 't:g\/greetings@0\.1\.0'/);
  });

  it('is checked also when only its types are used', async () => {
    const used = 'export const say = (): Person[] => [];';
    const cases = [
      "import type { Person } from 't:g/greeting';",
      "import { Person } from 't:g/greeting@0.1.0';",
      "import { type Person } from 't:g/greeting';",
      "/* ä */ export type { Person } from 't:g/greeting';",
    ];
    for (const line of cases) {
      const { code, message, help, at } = await all.problemOf(user(`${line}\n${used}`));
      assert.equal(code, 'guest-compile-error');
      assert.match(message, /world user does not import t:g\/greeting/);
      assert.match(help ?? '', /mean t:g\/greetings@0\.1\.0/);
      assert.deepEqual(at?.start, { line: 0, character: line.indexOf("'") }, line);
    }
    const fine = `import type { Person } from 't:g/greetings';
      // import type { Old } from 't:g/gone';
      const text = \`import type { Other } from 't:g/gone'\`;
      export type Line = string;
      export const say = (): string[] => [text];`;
    await all.build(user(fine));
  });

  it('counts all missing names', async () => {
    const script = "import { one, two } from 't:g/greetings';\nexport const say = () => [one, two];";
    const { message, findings } = await all.problemOf(user(script));
    assert.match(message, /has no one \(and 1 more\)/);
    assert.deepEqual(
      findings?.map(({ at }) => at?.start.character),
      [9, 14],
    );
  });
});
