/** Mistakes of users who know the form of another tool, and several in one plan. */
import { type Mistake, toml, wac, yaml } from './mistake.ts';

const MATH = '[component.math]\npath = "math.wasm"\n';
const APP = '[component.app]\npath = "app.wasm"\n';

export const MORE_MISTAKES: readonly Mistake[] = [
  toml('an array of tables', `[[component]]\nname = "math"\npath = "math.wasm"\n`),
  toml('exports of one component', `${MATH}${APP}[component.app.«exports»]\nrun = "go"\n`),
  toml(
    'two providers, in tables',
    `${MATH}${MATH.replace('math]', 'other]')}${APP.replace(/"(.*)"/, '«"$1"»')}`,
  ),
  toml('a package without a version', `[instances]\nmath = «"acme:math"»\n`),
  toml('a package with a tag', `[instances]\nmath = «"acme:math@latest"»\n`),
  toml('a package in capitals', `[instances]\nmath = «"Acme:Math@1.0.0"»\n`),
  toml('an address', `[instances]\nmath = «"https://example.org/math.wasm"»\n`),
  toml('a document and instances', `document = "whole.wac"\n[«instances»]\nmath = "math.wasm"\n`),
  toml(
    'one name exported twice',
    `[«component».math]\npath = "math.wasm"\n${MATH.replace('math]', 'other]')}`,
  ),
  toml('nothing exported', `«exports» = []\n${MATH}`),
  toml(
    'a part beside the exported one',
    `exports = ["app"]\n${MATH}${MATH.replace(/math\]\npath = "(.*)"/, 'newer]\npath = «"newer.wasm"»')}${APP}`,
  ),
  toml('an export of an instance that lacks it', `${MATH}${APP}[exports]\n«double» = "app"\n`),
  toml(
    'a misspelt name of a part that is missing',
    `[instances]\nmath = «"mat.wasm"»\n[instances.app]\ncomponent = "app.wasm"\nimports = { "t:math/ops" = «"mth"» }\n`,
  ),
  toml('an unknown world', `targets = «"t:math/al@0.1.0"»\n${MATH}`),
  yaml(
    'components that are imported',
    'import-components: «true»\ndependencies:\n  root: app.wasm\n  math: math.wasm\n',
  ),
  toml('a wrong word', `versions = «"all"»\n[instances]\nmath = "math.wasm"\n`),
  toml('a number in env', `[instances.math]\ncomponent = "math.wasm"\nenv = { A = «1» }\n`),
  toml('a key without quotes', `${MATH}${APP}imports = { «t:math/ops» = "math" }\n`),
  toml(
    'several mistakes in the text',
    `[component.math\npath = «math.wasm»\n${APP}[component.app.imports]\n«t:math/ops» = "math"\nnothing =\n`,
  ),
  yaml('a list', '«- dependencies»\n'),
  yaml('two providers', 'dependencies:\n  root: «app.wasm»\n  math: math.wasm\n  other: math.wasm\n'),
  yaml(
    'a duplicate key and a misspelt one',
    'dependencies:\n  root: app.wasm\n  math: math.wasm\n  «math»: math.wasm\ninstantiations:\n  root:\n    «argments»: {}\n',
  ),
  wac(
    'several mistakes',
    `package t:whole;
let math = new deps:math {};
interface own { f: func(); }
let one = new deps:app { «opps»: math.ops };
let two = new deps:app {};
export one.run;
export «three».run;
export math.«ops».run;
`,
  ),
  wac(
    'several mistakes in the text',
    'package t:whole;\nlet a «new» deps:math {};\nlet b = new deps:app { ... };\nexport b.run «go»;\n',
  ),
];
