import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exporter, importer } from '../testing/components.ts';
import { folderWith } from '../testing/folder.ts';
import { unitWat } from '../testing/units.ts';

const A = 't:g/a@1.0.0';
const B = 't:g/b@1.0.0';
const wit = `package t:wit;
interface types { record point { x: u32 } }
world closed { export run: func(x: u32) -> u32; }
world other { export go: func(); export types; }`;
const files = {
  'deps/t/math.wasm': exporter(),
  'deps/t/char.wasm': exporter('t:math/ops@0.1.0', 'double', 'char'),
  'deps/t/app.wasm': importer(),
  'deps/t/both.wasm': unitWat({ imports: [A, B], export: 'run', add: 1 }),
  'deps/t/wit/a.wit': wit,
};
const MATH = 'let math = new t:math {};\n';
const APP = `${MATH}let app = new t:app { ...math };\n`;

/** Each as its line, the text it is about, and words of its message. */
async function mistakes(text: string): Promise<readonly string[]> {
  const document = text.startsWith('package') ? text : `package t:s;\n${text}`;
  await using folder = await folderWith({ ...files, 's.wac': document });
  const { findings, ...only } = await folder.problemOf({ plan: 's.wac' });
  return (findings ?? [only]).map(({ at, message }) => {
    const line = document.split('\n')[at!.start.line]!;
    return `${at!.start.line + 1} ${line.slice(at!.start.character, at!.end.character)}: ${message}`;
  });
}

const missing = (name: string) => `there is no component or WIT for the package ${name}`;
const noExport = (name: string) => `the instance has no export named \`${name}\``;

describe('the mistakes of a WAC document, all at once:', () => {
  const documents: Readonly<Record<string, readonly [text: string, ...found: string[]]>> = {
    'a missing package beside wrong names': [
      `let gone = new t:gone { whatever: nothing };\n${MATH}let app = new t:app { opps: math.ops };
export math.oops;\nexport app.run;\nexport gone.run;\nexport nothing;`,
      `2 t:gone: ${missing('t:gone')}`,
      '4 opps: component `t:app` has no import named `opps`',
      `5 .oops: ${noExport('oops')}`,
      '8 nothing: undefined name `nothing`',
    ],
    'a comment as in TOML, and the signs of other languages': [
      `# parts\n${MATH}let app = new t:app { ops = math.ops };\nlet path = new "a.wasm" {};\nexport app.rum; # end`,
      '2 #: unexpected token was encountered',
      '4 =: expected `,`, found `=`',
      '5 "a.wasm": expected package name, found string literal',
      `6 .rum: ${noExport('rum')}`,
      '6 #: unexpected token was encountered',
    ],
    'semicolons that are missing beside a missing package': [
      `let gone = new t:gone@1.0.0 {}\n${MATH}export math.oops\nexport nothing;`,
      `2 t:gone@1.0.0: ${missing('t:gone@1.0.0')}`,
      '3 let: expected `;`, found `let` keyword',
      `4 .oops: ${noExport('oops')}`,
      '5 export: expected `;`, found `export` keyword',
      '5 nothing: undefined name `nothing`',
    ],
    'each argument of one instance': [
      `${MATH}let both = new t:both { a: math.ops, c: math.ops, b: math.oops };\nexport both.rum;`,
      `3 a: mismatched instantiation argument \`${A}\``,
      '3 c: component `t:both` has no import named `c`',
      `3 .oops: ${noExport('oops')}`,
      `4 .rum: ${noExport('rum')}`,
    ],
    'each import that an instance lacks': [
      'let both = new t:both {};\nexport both.rum;',
      `2 t:both: missing instantiation argument \`${A}\` for package \`t:both\``,
      `2 t:both: missing instantiation argument \`${B}\` for package \`t:both\``,
      `3 .rum: ${noExport('rum')}`,
    ],
    'within nested instances': [
      'export new t:app { ops: new t:char { x: y }.ops }.rum;\nexport z;',
      '2 ops: mismatched instantiation argument `t:math/ops@0.1.0`',
      '2 y: undefined name `y`',
      `2 .rum: ${noExport('rum')}`,
      '3 z: undefined name `z`',
    ],
    'a duplicate argument, name and export': [
      `${APP}let math = new t:math {};\nlet twin = new t:app { ops: math.ops, ops: math.ops };
export app.run;\nexport app.run;`,
      '4 math: `math` is already defined',
      '5 ops: duplicate instantiation argument `t:math/ops@0.1.0`',
      '7 app.run: duplicate export `run`',
    ],
    'arguments without their end': [
      `${MATH}let app = new t:app { ops: math.ops ;\nexport app.rum;`,
      '3 ;: expected `,`, found `;`',
      `4 .rum: ${noExport('rum')}`,
    ],
    'items of an interface and of a world': [
      `interface i { use t:wit/types.{pont}; f: func(x: pont, y: nada); g: func() -> nil; }
world w { import nope; use t:wit/typos.{point}; export h: func(x: point); }`,
      '2 pont: a type named `pont` is not defined in interface `t:wit/types`',
      '2 nil: undefined name `nil`',
      '3 nope: undefined name `nope`',
      '3 typos: package `t:wit` has no export named `typos`',
    ],
    'a string that does not end': [
      `${MATH}export math["t:math/ops@0.1.0];\nexport math.oops;`,
      '3 ": an unterminated string was encountered',
      `4 .oops: ${noExport('oops')}`,
    ],
    'a head that is missing': [
      'package;\nexport nothing;',
      '1 ;: expected package name, found `;`',
      '2 nothing: undefined name `nothing`',
    ],
    'an interface without its end': [
      `interface i { f: func();\n${MATH}export math.oops;`,
      '3 let: expected either `}`, `use` keyword, identifier, `resource` keyword, `variant` keyword, `record` keyword, `flags` keyword, `enum` keyword, or `type` keyword, found `let` keyword',
      `4 .oops: ${noExport('oops')}`,
    ],
    'names of exports that a component cannot have': [
      `${MATH}export math.ops as op;\nexport math.ops as "OP";\nexport math.ops as "a:b/c@1";\nexport nothing;`,
      '4 "OP": export name `OP` conflicts with previous name `op`',
      '5 "a:b/c@1": export name `a:b/c@1` is not valid',
      '6 nothing: undefined name `nothing`',
    ],
    'a target without its semicolon': [
      `package t:s targets t:wit/closed\n${MATH}export math.oops;`,
      '2 let: expected `;`, found `let` keyword',
      `3 .oops: ${noExport('oops')}`,
    ],
    'the target of a package that is missing': [
      `package t:s targets no:where/world;\n${APP}export app.rum;`,
      `1 no:where: ${missing('no:where')}`,
      `4 .rum: ${noExport('rum')}`,
    ],
    'all that does not fit the target': [
      `package t:s targets t:wit/other;\nlet app = new t:app { ... };\nexport app.run;`,
      '1 t:wit/other: the component imports t:math/ops@0.1.0, and t:wit/other does not have that',
      '1 t:wit/other: t:wit/other exports go, and the component does not',
      '1 t:wit/other: t:wit/other exports t:wit/types, and the component does not',
    ],
  };
  for (const [title, [text, ...expected]] of Object.entries(documents)) {
    it(title, async () => {
      const found = await mistakes(text);
      assert.deepEqual(
        found.map((one) => one.replace(/ \(and \d+ more\)$/, '')),
        expected,
      );
    });
  }

  it('nothing that only follows from another mistake', async () => {
    const text = `let a = new t:gone {};\nlet b = new t:both { ...a };\nlet c = new t:app { ops: a.ops, ... };
import ops as "t:math/ops@0.1.0": interface {};\nexport b.run;\nexport c.run as other;`;
    assert.deepEqual(await mistakes(text), [`2 t:gone: ${missing('t:gone')}`]);
  });
});
