/** Compositions that a user would not expect to work, or to be refused, each as a plan and as a document for wac. */
import { bigTypesWat } from './big-types.ts';
import { typedUnitWat } from './typed-units/typed-unit-wat.ts';
import { unitWat } from './units.ts';
import {
  A,
  a,
  again,
  B,
  both,
  BOXES,
  boxes,
  boxUser,
  counter,
  giver,
  layer,
  mover,
  movesTwice,
  oldClock,
  part,
  reader,
  relay,
  sink,
  taker,
  top,
  topOverClock,
  two,
} from './unusual-parts.ts';

export interface UnusualGraph {
  /** WAT of `deps/t/<name>.wasm`. */
  readonly parts: Readonly<Record<string, string>>;
  /** A plan that is composed to `deps/t/inner.wasm` first, by us. */
  readonly inner?: string;
  readonly plan: string;
  readonly document: string;
  /** A call and its result; or the code of the plan's problem, and words of wac's error if it refuses the plan, too. */
  readonly expected:
    readonly [call: string, answer: string] | { readonly code: string; readonly wac?: RegExp };
}

const whole = (text: string): string => `package t:whole;\n${text}\n`;
const at = (name: string): string => `deps/t/${name}.wasm`;

export const unusualGraphs: Readonly<Record<string, UnusualGraph>> = {
  'two compatible versions of an interface of WASI stay open as one import': {
    parts: { old: oldClock, top: topOverClock },
    plan: `instances = { old = "${at('old')}", top = "${at('top')}" }`,
    document: whole('let old = new t:old { ... };\nlet top = new t:top { ...old, ... };\nexport top.run;'),
    expected: ['run(5)', '7'],
  },
  'an interface of which two parts import different functions is one import of both': {
    parts: { one: part(['first'], A), other: part(['second', 'first'], B), both, two },
    inner: `instances = { one = "${at('one')}", other = "${at('other')}", both = "${at('both')}" }`,
    plan: `instances = { inner = "${at('inner')}", two = "${at('two')}" }`,
    document: whole('let two = new t:two {};\nlet inner = new t:inner { ...two };\nexport inner.run;'),
    // 5 + 1 + 2 * (6 + 1) + 3 * (6 + 2)
    expected: ['run(5)', '44'],
  },
  'a composition is a part, and its instances stay apart from those around it': {
    parts: {
      counter,
      layer,
      both: unitWat({ imports: [A, B], export: 'run', add: 0 }),
      b: unitWat({ imports: [A], export: B, add: 0 }),
    },
    inner: `exports = ["layer"]\ninstances = { counter = "${at('counter')}", layer = "${at('layer')}" }`,
    plan: `exports = ["both"]
[instances]
counter = "${at('counter')}"
inner = "${at('inner')}"
b = { component = "${at('b')}", imports = { "${A}" = "counter" } }
both = { component = "${at('both')}", imports = { "${A}" = "inner" } }`,
    document: whole(`let counter = new t:counter {};
let inner = new t:inner {};
let b = new t:b { ...counter };
let both = new t:both { "${A}": inner["${A}"], ...b };
export both.run;`),
    // inner(6) = 6 + 5 + 2 * (7 + 7 + 100), b(6) = 6 + 2 * (7 + 7 + 100)
    expected: ['run(5)', String(5 + 2 * 239 + 3 * 234)],
  },
  'a composed part exports a resource that another part takes': {
    parts: { boxes, again, reader, user: boxUser },
    inner: `exports = ["again"]\ninstances = { boxes = "${at('boxes')}", again = "${at('again')}" }`,
    plan: `instances = { inner = "${at('inner')}", reader = "${at('reader')}", user = "${at('user')}" }`,
    document: whole(
      'let inner = new t:inner {};\nlet reader = new t:reader { ...inner };\nlet user = new t:user { ...inner, ...reader };\nexport user.run;',
    ),
    expected: ['run(5)', '45'],
  },
  'a component exports the resource that it imports, and both go to one part': {
    parts: { boxes, again, reader, user: boxUser },
    plan: `[instances]
boxes = "${at('boxes')}"
again = { component = "${at('again')}", imports = { "${BOXES}" = "boxes" } }
reader = { component = "${at('reader')}", imports = { "${BOXES}" = "again" } }
user = { component = "${at('user')}", imports = { "${BOXES}" = "boxes" } }`,
    document: whole(`let boxes = new t:boxes {};
let again = new t:again { "${BOXES}": boxes["${BOXES}"] };
let reader = new t:reader { "${BOXES}": again["${BOXES}"] };
let user = new t:user { "${BOXES}": boxes["${BOXES}"], ...reader };
export user.run;`),
    expected: ['run(5)', '45'],
  },
  'two instances of what makes a resource: neither takes those of the other': {
    parts: { boxes, reader, user: boxUser },
    plan: `[instances]
one = "${at('boxes')}"
two = "${at('boxes')}"
reader = { component = "${at('reader')}", imports = { "${BOXES}" = "two" } }
user = { component = "${at('user')}", imports = { "${BOXES}" = "one" } }`,
    document: whole(`let one = new t:boxes {};
let two = new t:boxes {};
let reader = new t:reader { "${BOXES}": two["${BOXES}"] };
let user = new t:user { "${BOXES}": one["${BOXES}"], ...reader };
export user.run;`),
    expected: { code: 'resource-origin', wac: /resource types are not the same/ },
  },
  'a component that imports what it exports is wired around itself twice': {
    parts: { a, layer, top },
    plan: `[instances]
a = "${at('a')}"
inner = { component = "${at('layer')}", imports = { "${A}" = "a" } }
outer = { component = "${at('layer')}", imports = { "${A}" = "inner" } }
top = { component = "${at('top')}", imports = { "${A}" = "outer" } }`,
    document: whole(`let a = new t:a {};
let inner = new t:layer { ...a };
let outer = new t:layer { ...inner };
let top = new t:top { ...outer };
export top.run;`),
    // a(8) = 15, inner(7) = 12 + 30, outer(6) = 11 + 84
    expected: ['run(5)', String(6 + 2 * (11 + 2 * (12 + 2 * 15)))],
  },
  'a component cannot import from itself': {
    parts: { layer },
    plan: `instances = { layer = { component = "${at('layer')}", imports = { "${A}" = "layer" } } }\nexports = ["layer"]`,
    document: whole(`let layer = new t:layer { "${A}": layer["${A}"] };\nexport layer...;`),
    expected: { code: 'composition-cycle', wac: /undefined name `layer`/ },
  },
  'two that need each other are wired one way, and the other stays open': {
    parts: {
      ab: unitWat({ imports: [A], export: B, add: 3 }),
      ba: unitWat({ imports: [B], export: A, add: 4 }),
      a,
      top: unitWat({ imports: [B], export: 'run', add: 0 }),
    },
    inner: `exports = ["ab"]\n[instances]\nab = "${at('ab')}"\nba = { component = "${at('ba')}", imports = { "${B}" = false } }`,
    plan: `[instances]
first = { component = "${at('ab')}", imports = { "${A}" = "a" } }
a = "${at('a')}"
inner = { component = "${at('inner')}", imports = { "${B}" = "first" } }
top = { component = "${at('top')}", imports = { "${B}" = "inner" } }`,
    document: whole(`let a = new t:a {};
let first = new t:ab { ...a };
let inner = new t:inner { ...first };
let top = new t:top { ...inner };
export top.run;`),
    // first(8) = 11 + 2 * (9 + 7), inner: ab(6) = 9 + 2 * ba(7), ba(7) = 11 + 2 * first(8)
    expected: ['run(5)', String(5 + 2 * (9 + 2 * (11 + 2 * (11 + 2 * 16))))],
  },
  'functions of the world are wired by their names, under another one too': {
    parts: { giver, taker },
    plan: `[instances]
one = { component = "${at('taker')}", imports = { give = { instance = "two", export = "run" } } }
two = "${at('taker')}"
giver = "${at('giver')}"
[exports]
go = { instance = "one", export = "run" }`,
    document: whole(`let giver = new t:giver {};
let two = new t:taker { give: giver.give };
let one = new t:taker { give: two.run };
export one.run as go;`),
    expected: ['go(5)', '15'],
  },
  'a type that two worlds use from one interface that stays open': {
    parts: { mover, moves: movesTwice },
    plan: `instances = { mover = "${at('mover')}", moves = "${at('moves')}" }`,
    document: whole(
      'let mover = new t:mover { ... };\nlet moves = new t:moves { move: mover.move, ... };\nexport moves.run;',
    ),
    expected: ['run(5)', String(2 ** 32 - 1)],
  },
  'large types pass through three, where they are in memory': {
    parts: bigTypesWat(),
    plan: `[instances]
echo = "${at('echo')}"
middle = { component = "${at('middle')}", imports = { "t:big/values" = "echo" } }
top = { component = "${at('top')}", imports = { "t:big/values" = "middle" } }`,
    document: whole(
      'let echo = new t:echo {};\nlet middle = new t:middle { ...echo };\nlet top = new t:top { ...middle };\nexport top.run;',
    ),
    expected: ['run(5)', '299'],
  },
  'an interface with more than is asked for, of a newer version': {
    parts: { two: two.replace('two@1.0.0', 'two@1.7.3'), one: part(['second'], A), top },
    plan: `instances = { two = "${at('two')}", one = "${at('one')}", top = "${at('top')}" }`,
    document: whole(`let two = new t:two {};
let one = new t:one { "t:g/two@1.0.0": two["t:g/two@1.7.3"] };
let top = new t:top { ...one };
export top.run;`),
    expected: ['run(5)', '20'],
  },
  'a version before its release is itself alone': {
    parts: {
      rc: unitWat({ imports: [], export: 't:g/a@1.0.0-rc.1', add: 2 }),
      rc2: unitWat({ imports: [], export: 't:g/a@1.0.0-rc.2', add: 3 }),
      top: unitWat({ imports: ['t:g/a@1.0.0-rc.2', 't:g/a@1.0.0-rc.1'], export: 'run', add: 0 }),
    },
    plan: `instances = { rc = "${at('rc')}", rc2 = "${at('rc2')}", top = "${at('top')}" }`,
    document: whole(
      'let rc = new t:rc {};\nlet rc2 = new t:rc2 {};\nlet top = new t:top { ...rc, ...rc2 };\nexport top.run;',
    ),
    expected: ['run(5)', String(5 + 2 * 9 + 3 * 8)],
  },
  'versions below 0.1 are compatible with themselves alone': {
    parts: {
      one: unitWat({ imports: [], export: 't:g/a@0.0.1', add: 2 }),
      top: unitWat({ imports: ['t:g/a@0.0.2'], export: 'run', add: 0 }),
    },
    plan: `instances = { one = "${at('one')}", top = "${at('top')}" }`,
    document: whole('let one = new t:one {};\nlet top = new t:top { ...one };\nexport top.run;'),
    expected: {
      code: 'instance-unused',
      wac: /no matching exports/,
    },
  },
  'one import is a function in one part and an interface in the other': {
    parts: {
      taker,
      other: taker.replace('(param "x" u32)', '(param "x" string)').replace('"run"', '"other"'),
    },
    plan: `exports = ["one", "two"]\ninstances = { one = "${at('taker')}", two = "${at('other')}" }`,
    document: whole(
      'let one = new t:taker { ... };\nlet two = new t:other { ... };\nexport one.run;\nexport two.other;',
    ),
    expected: { code: 'import-conflict', wac: /./ },
  },
  'names with digits and acronyms': {
    parts: {
      a: unitWat({ imports: [], export: 'my-org2:http-api2/HTTP-v2-THINGS@10.20.30', add: 7 }),
      top: unitWat({ imports: ['my-org2:http-api2/HTTP-v2-THINGS@10.1.0'], export: 'run', add: 1 }),
    },
    plan: `instances = { a = "${at('a')}", top = "${at('top')}" }`,
    document: whole(`let a = new t:a {};
let top = new t:top { "my-org2:http-api2/HTTP-v2-THINGS@10.1.0": a["my-org2:http-api2/HTTP-v2-THINGS@10.20.30"] };
export top.run;`),
    expected: ['run(5)', '32'],
  },
  'an instance that nothing uses is instantiated in a document, and refused in a plan': {
    parts: { a, top, b: unitWat({ imports: [], export: B, add: 1 }) },
    plan: `exports = ["top"]\ninstances = { a = "${at('a')}", top = "${at('top')}", b = "${at('b')}" }`,
    document: whole(
      'let a = new t:a {};\nlet top = new t:top { ...a };\nlet b = new t:b {};\nexport top.run;',
    ),
    expected: { code: 'instance-unused' },
  },
  'an export of a composition has the name of one of its imports': {
    parts: { layer, a, top },
    inner: `instances = { layer = "${at('layer')}" }`,
    plan: `[instances]
a = "${at('a')}"
inner = { component = "${at('inner')}", imports = { "${A}" = "a" } }
top = { component = "${at('top')}", imports = { "${A}" = "inner" } }`,
    document: whole(
      'let a = new t:a {};\nlet inner = new t:inner { ...a };\nlet top = new t:top { ...inner };\nexport top.run;',
    ),
    expected: ['run(5)', String(6 + 2 * (11 + 2 * 14))],
  },
  'exported twice, as itself and under the name of another interface': {
    parts: { a, top: unitWat({ imports: [A, 't:g/c@3.0.0'], export: 'run', add: 0 }) },
    inner: `instances = { a = "${at('a')}" }\n[exports]\n"${A}" = "a"\n"t:g/c@3.0.0" = { instance = "a", export = "${A}" }`,
    plan: `instances = { inner = "${at('inner')}", top = "${at('top')}" }`,
    document: whole('let inner = new t:inner {};\nlet top = new t:top { ...inner };\nexport top.run;'),
    expected: ['run(5)', String(5 + 5 * 13)],
  },
  'a stream and an async function through three, one of them composed': {
    parts: {
      sink: typedUnitWat({ imports: [], export: sink, add: 1 }),
      relay: typedUnitWat({ imports: [sink], export: relay, add: 2 }),
      top: typedUnitWat({ imports: [relay], export: { name: 'run', kind: 'plain' }, add: 0 }),
    },
    inner: `instances = { sink = "${at('sink')}", relay = "${at('relay')}" }`,
    plan: `instances = { inner = "${at('inner')}", top = "${at('top')}" }`,
    document: whole('let inner = new t:inner {};\nlet top = new t:top { ...inner };\nexport top.run;'),
    // relay(6) = 8 + 2 * (7 + 1)
    expected: ['run(5)', String(5 + 2 * (8 + 2 * 8))],
  },
};
