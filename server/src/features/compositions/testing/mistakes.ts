/** Typical mistakes in a plan, in each of its forms. */
import { exporter, importer, link } from '../../../../../host/src/compose/testing/components.ts';
import { type Mistake, toml, wac, yaml } from './mistake.ts';
import { MORE_MISTAKES } from './more-mistakes.ts';

const OPS = 't:math/ops@0.1.0';

/** A resource that a component makes itself, under the name of an interface. */
const maker = (iface: string): string => `(component
  (type $r' (resource (rep i32)))
  (core func $new (canon resource.new $r'))
  (core module $m (import "" "new" (func $new (param i32) (result i32)))
    (func (export "make") (result i32) (call $new (i32.const 1))))
  (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
  (func $make (result (own $r')) (canon lift (core func $i "make")))
  (component $named (import "r" (type $r (sub resource))) (import "make" (func $make (result (own $r))))
    (export $e "r" (type $r)) (export "make" (func $make) (func (result (own $e)))))
  (instance $o (instantiate $named (with "r" (type $r')) (with "make" (func $make))))
  (export "${iface}" (instance $o)))`;

/** Imports a resource and a function that takes it. */
const taker = `(component
  (import "t:r/made@0.1.0" (instance $made (export "r" (type (sub resource)))))
  (alias export $made "r" (type $r))
  (import "t:r/again@0.1.0" (instance $again (export "r" (type $e (eq $r)))
    (export "make" (func (result (own $e))))))
  (alias export $again "make" (func $make)) (export "run" (func $make)))`;

/** The files around each plan; the text of a `.wasm` is assembled. */
export const FILES: Readonly<Record<string, string>> = {
  'math.wasm': exporter(),
  'app.wasm': importer(),
  'newer.wasm': exporter('t:math/ops@0.2.0'),
  'wrong.wasm': exporter(OPS, 'double', 'char'),
  'ab.wasm': link('t:a/a', 't:b/b'),
  'ba.wasm': link('t:b/b', 't:a/a'),
  'self.wasm': link('t:a/a', 't:a/a'),
  'made.wasm': maker('t:r/made@0.1.0'),
  'again.wasm': maker('t:r/again@0.1.0'),
  'taker.wasm': taker,
  'core.wasm': '(module)',
  'emscripten.wasm':
    '(module (import "env" "_emscripten_memcpy_js" (func (param i32 i32 i32))) (func (export "f")))',
  'old-wasi.wasm':
    '(module (import "wasi_unstable" "proc_exit" (func (param i32))) (func (export "_start")))',
  'text.wit': 'package t:text;\n',
  'script.js': 'export const run = () => 1;\n',
  'wit/math.wit':
    'package t:math@0.1.0;\ninterface ops { double: func(x: u32) -> u32; }\nworld all { export ops; }\n',
  'whole.wac': 'package t:whole;\nlet math = new deps:math {};\nexport math...;\n',
  'handler/package.json': '{ "component": {} }',
  'handler/index.js': 'export const run = () => 1;\n',
  'empty.txt': '',
};

/** The two forms in TOML: what they call the table, the path and the provider. */
const forms = [
  { form: 'instances', path: 'component', provider: 'instance' },
  { form: 'component', path: 'path', provider: 'component' },
] as const;

/** The lines of a plan in one of the two forms. */
function formed({ form, path }: (typeof forms)[number]) {
  const part = (name: string, file: string): string => `[${form}.${name}]\n${path} = "${file}"\n`;
  const math = part('math', 'math.wasm');
  const app = (imports: string): string =>
    `${math}${part('app', 'app.wasm')}[${form}.app.imports]\n${imports}\n`;
  const one = (what: string, text: string): Mistake => toml(`${what} (${form})`, text);
  return { part, math, app, one };
}

const namesAndFiles: readonly Mistake[] = forms.flatMap((words) => {
  const { form, provider } = words;
  const { part, math, app, one } = formed(words);
  return [
    one('misspelt component of a wire', app('"t:math/ops" = «"mth"»')),
    one('misspelt import', app('«"t:math/opps"» = "math"')),
    one('misspelt export', app(`"t:math/ops" = { ${provider} = "math", export = «"t:math/opss"» }`)),
    one(
      'wrong direction',
      `${part('math', 'math.wasm')}${part('app', 'app.wasm')}[${form}.math.imports]\n«"t:math/ops"» = "app"\n`,
    ),
    one('wrong version', app('«"t:math/ops@0.3.0"» = "math"')),
    one(
      'wrong version of the export',
      app(`"t:math/ops" = { ${provider} = "math", export = «"t:math/ops@0.9.0"» }`),
    ),
    one('missing file', `${math}${part('app', 'app.wasm').replace('"app.wasm"', '«"appp.wasm"»')}`),
    one(
      'core module',
      `${math}${part('app', 'app.wasm')}${part('core', 'core.wasm').replace('"core.wasm"', '«"core.wasm"»')}`,
    ),
    one('module of the web', part('e', 'emscripten.wasm').replace(/"(.*)"/, '«"$1"»')),
    one('module of WASI before 0.1', part('e', 'old-wasi.wasm').replace(/"(.*)"/, '«"$1"»')),
    one('WIT', part('e', 'text.wit').replace(/"(.*)"/, '«"$1"»')),
    one('JavaScript', part('e', 'script.js').replace(/"(.*)"/, '«"$1"»')),
    one('JavaScript in a folder', part('e', 'handler/index.js').replace(/"(.*)"/, '«"$1"»')),
    one('empty file', part('e', 'empty.txt').replace(/"(.*)"/, '«"$1"»')),
    one('self import', `${part('s', 'self.wasm')}[${form}.s.imports]\n«"t:a/a"» = "s"\n`),
    one('cycle', `${part('x', 'ab.wasm').replace(/"(.*)"/, '«"$1"»')}${part('y', 'ba.wasm')}`),
  ];
});

const textAndTypes: readonly Mistake[] = forms.flatMap((words) => {
  const { form, path } = words;
  const { part, math, app, one } = formed(words);
  return [
    one('duplicate key', `${part('math', 'math.wasm')}«${path}» = "other.wasm"\n`),
    one('duplicate table', `${part('math', 'math.wasm')}[«${form}.math»]\n${path} = "other.wasm"\n`),
    one('no end of a string', `[${form}.math]\n${path} = «"math.wasm»\n`),
    one('no end of a table head', `«[${form}.math»\n${path} = "math.wasm"\n`),
    one('no quotes', `[${form}.math]\n${path} = «math.wasm»\n`),
    one('no equals sign', `[${form}.math]\n«${path}»\n`),
    one('no value', `[${form}.math]\n«${path}» =\n`),
    one(
      'two parts with the same path',
      `${part('math', 'math.wasm')}${part('other', 'math.wasm')}${part('app', 'app.wasm').replace(/"(.*)"/, '«"$1"»')}`,
    ),
    one(
      'unequal types',
      `${part('wrong', 'wrong.wasm')}${part('app', 'app.wasm').replace(/"(.*)"/, '«"$1"»')}`,
    ),
    one(
      'unequal types, wired',
      `${part('wrong', 'wrong.wasm')}${part('app', 'app.wasm')}[${form}.app.imports]\n«"t:math/ops"» = "wrong"\n`,
    ),
    one(
      'resources of other origin',
      `${part('made', 'made.wasm')}${part('again', 'again.wasm')}${part('taker', 'taker.wasm')}`,
    ),
    one('import satisfied twice', app('"t:math/ops" = "math"\n«"t:math/ops@0.1.0"» = "math"')),
    one('unknown key', `${part('math', 'math.wasm')}«pth» = 1\n`),
    one('unknown key of a wire', app(`"t:math/ops" = { «componnt» = "math" }`)),
    one('unknown table', `${math}[«exprts»]\n"t:math/ops" = "math"\n`),
    one('path of a wrong type', `[${form}.math]\n${path} = «1»\n`),
    one('imports of a wrong type', `${part('math', 'math.wasm')}imports = «["x"]»\n`),
    one('wire of a wrong type', app('"t:math/ops" = «true»')),
    one('part of a wrong type', `[${form}]\nmath = «7»\n`),
    one('no path', `«[${form}.math]»\nimports = {}\n`),
    one('nothing', `[${form}]\n`),
    one('exports of a wrong type', `exports = «"math"»\n${math}`),
    one('unknown instance exported', `exports = [«"mth"»]\n${math}`),
    one('unknown export', `${math}[exports]\n«"t:math/opss"» = "math"\n`),
    one('version that misses', `exports = ["app"]\n${part('math', 'newer.wasm')}${part('app', 'app.wasm')}`),
    one('folder that is none', part('e', 'nowhere').replace(/"(.*)"/, '«"$1"»')),
  ];
});

const inYaml: readonly Mistake[] = (() => {
  const head = 'dependencies:\n  root: app.wasm\n  math: math.wasm\n';
  const wired = (argument: string): string =>
    `${head}instantiations:\n  root:\n    arguments:\n      ${argument}\n`;
  return [
    yaml('misspelt component of a wire', wired('t:math/ops: «mth»')),
    yaml('misspelt import', wired('«t:math/opps»: math')),
    yaml('misspelt export', wired('t:math/ops: { instance: math, export: «t:math/opss» }')),
    yaml(
      'wrong direction',
      `dependencies:\n  root: app.wasm\n  math: math.wasm\ninstantiations:\n  math:\n    arguments:\n      «t:math/ops»: root\n`,
    ),
    yaml('wrong version', wired('«t:math/ops@0.3.0»: math')),
    yaml('missing file', 'dependencies:\n  root: «appp.wasm»\n'),
    yaml('core module', 'dependencies:\n  root: «core.wasm»\n'),
    yaml('WIT', 'dependencies:\n  root: «text.wit»\n'),
    yaml(
      'self import',
      `dependencies:\n  root: self.wasm\ninstantiations:\n  root:\n    arguments:\n      «t:a/a»: root\n`,
    ),
    yaml('duplicate key', 'dependencies:\n  root: app.wasm\n  «root»: math.wasm\n'),
    yaml('no end of a string', 'dependencies:\n  root: "app.wasm\n'),
    yaml('a second document', 'dependencies:\n  root: app.wasm\n«---»\nroot: 1\n'),
    yaml('a tab', 'dependencies:\n\troot: app.wasm\n'),
    yaml(
      'unequal types',
      'dependencies:\n  root: app.wasm\n  wrong: wrong.wasm\ninstantiations:\n  root:\n    arguments:\n      «t:math/ops»: wrong\n',
    ),
    yaml('unknown key', `${head}«dependncies»: {}\n`),
    yaml('unknown key of a wire', wired('t:math/ops: { «componnt»: math }')),
    yaml('path of a wrong type', 'dependencies:\n  root: «1»\n'),
    yaml('wire of a wrong type', wired('t:math/ops: «1»')),
    yaml('dependencies of a wrong type', 'dependencies: «[app.wasm]»\n'),
    yaml('no root', 'dependencies:\n  math: math.wasm\n'),
    yaml('imports that nobody fills', `disallow-imports: true\n${head.replace('  math: math.wasm\n', '')}`),
  ];
})();

const inWac: readonly Mistake[] = (() => {
  const head = 'package t:whole;\nlet math = new deps:math {};\n';
  return [
    wac('missing package', 'package t:whole;\nlet a = new «deps:nowhere» {};\nexport a...;\n'),
    wac('misspelt package', 'package t:whole;\nlet a = new «deps:mth» {};\nexport a...;\n'),
    wac(
      'misspelt component of a wire',
      `${head}let app = new deps:app { ops: «mth».ops };\nexport app...;\n`,
    ),
    wac('misspelt import', `${head}let app = new deps:app { «opps»: math.ops };\nexport app...;\n`),
    wac('misspelt export', `${head}let app = new deps:app { ops: math«.opss» };\nexport app...;\n`),
    wac(
      'wrong version',
      `${head}let app = new deps:app { «"t:math/ops@0.3.0"»: math.ops };\nexport app...;\n`,
    ),
    wac(
      'unequal types',
      `package t:whole;\nlet wrong = new deps:wrong {};\nlet app = new deps:app { «ops»: wrong.ops };\nexport app...;\n`,
    ),
    wac('import that nobody fills', `package t:whole;\nlet app = new «deps:app» {};\nexport app...;\n`),
    wac(
      'duplicate argument',
      `${head}let app = new deps:app { ops: math.ops, «ops»: math.ops };\nexport app...;\n`,
    ),
    wac('duplicate name', `${head}let «math» = new deps:math {};\nexport math...;\n`),
    wac('no semicolon', `${head}let app = new deps:app { ops: math.ops }\n«export» app...;\n`),
    wac('byte order mark', `«\u{feff}»${head}export math...;\n`),
    wac('core module', 'package t:whole;\nlet a = new «deps:core» {};\nexport a...;\n'),
    wac('unknown name exported', `${head}export «mth»...;\n`),
  ];
})();

export const MISTAKES: readonly Mistake[] = [
  ...namesAndFiles,
  ...textAndTypes,
  ...inYaml,
  ...inWac,
  ...MORE_MISTAKES,
];
