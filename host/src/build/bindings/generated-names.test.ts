import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { implementsIt, type Exported } from '../../../../server/src/guests/guest-export.ts';
import { readerOf } from '../../../../server/src/guests/read-exports.ts';
import { temporaryFolders } from '../testing/folders.ts';
import { generateBindings } from './generate-bindings.ts';

const WIT = `package edge:service@0.1.0;
interface auth { check-token: func(token: string) -> bool; }
interface counters {
  resource counter { constructor(start: u32); next-value: func() -> u32; zero: static func() -> counter; }
}
world app {
  export auth;
  export counters;
  export run-all: func();
  export local: interface { look: func(); }
}
`;

const service = { package: 'edge:service' };
const counter = { ...service, interface: 'counters', resource: 'counter' };
/** An export of the world, by its name in WIT. */
const EXPORTS: Readonly<Record<string, Exported>> = {
  'check-token': { ...service, interface: 'auth', function: 'check-token' },
  'counter’s constructor': { ...counter, function: 'constructor', kind: 'constructor' },
  'next-value': { ...counter, function: 'next-value', kind: 'method' },
  zero: { ...counter, function: 'zero', kind: 'static' },
  'run-all': { ...service, world: 'app', function: 'run-all' },
  look: { ...service, interface: 'local', isInline: true, function: 'look' },
};

/** The sources that generated bindings ask for, as far as their names go. */
type Sources = readonly { readonly name: string; readonly text: string }[];

/** Each function that a header declares, defined. */
const sourcesInC = (header: string): Sources => [
  { name: 'app.c', text: header.replace(/^(\w+ (?:exports|local)_\w+\(.*\));$/gm, '$1 {\n}') },
];

/** Each function that the generated program calls, in its package. */
function sourcesInGo(program: string): Sources {
  const calls = [
    ...program.matchAll(/\b(export_\w+)\.(\w+)\(/g),
    ...program.matchAll(/\((export_\w+)\.(\w+)FromBorrowHandle\(.*?\)\)\)\.(\w+)\(/g),
  ];
  return calls.map(([, module, name, method], index) => ({
    name: `${index}.go`,
    text: `package ${module}\n\nfunc ${method === undefined ? name : `(self *${name}) ${method}`}() {\n}\n`,
  }));
}

/** Each generated trait of exports, implemented. */
function sourcesInRust(bindings: string): Sources {
  const path: string[] = [];
  const lines = bindings.split('\n');
  const text = lines.map((line, at) => {
    const [, module] = /^\s*pub mod (\w+) \{/.exec(line) ?? [];
    if (module !== undefined) path.push(module);
    const [, opened] = /^\s*pub trait (Guest\w*)/.exec(line) ?? [];
    if (opened !== undefined) return `}\nimpl ${[...pathTo(path), opened].join('::')} for Part {`;
    const [, head] = /^\s*(fn \w+\(.*\)(?: -> .*)?);$/.exec(line) ?? [];
    // Those of a trait's functions, and not of calls in the traits' own code.
    const isRequired = lines[at - 1]?.includes('async_fn_in_trait') === true;
    return head === undefined || !isRequired ? '' : `${head} { todo!() }`;
  });
  return [{ name: 'lib.rs', text: `mod part {\n${text.join('\n')}\n}` }];
}

/** The interfaces of a package follow each other in its module; \`local\` is beside the package. */
function pathTo(path: readonly string[]): readonly string[] {
  const last = path.at(-1);
  if (last === undefined) return [];
  return last === 'local' ? ['exports', 'local'] : ['exports', 'edge', 'service', last];
}

const cases = {
  c: { file: 'app.h', sourcesIn: sourcesInC },
  go: { file: 'wit_exports.go', sourcesIn: sourcesInGo },
  rust: { file: 'app.rs', sourcesIn: sourcesInRust },
} as const;

describe('an implementation by the names of wit-bindgen', () => {
  const folderOf = temporaryFolders();
  let wit = '';
  before(async () => void (wit = join(await folderOf({ 'wit/a.wit': WIT }), 'wit')));

  for (const [language, { file, sourcesIn }] of Object.entries(cases))
    it(`is found for each export in ${language}`, async () => {
      const { files } = await generateBindings({ wit, world: undefined }, language as keyof typeof cases);
      const sources = sourcesIn(Buffer.from(files[file]!).toString());
      const found = sources.flatMap(({ name, text }) =>
        readerOf(name)!(text).map((one) => ({ one, spelled: text.slice(one.start, one.end) })),
      );
      for (const [name, wanted] of Object.entries(EXPORTS)) {
        const spelled = found.filter(({ one }) => implementsIt(one, wanted)).map((one) => one.spelled);
        assert.equal(
          spelled.length,
          1,
          `${name}: ${spelled.join()} of ${found.map((one) => one.spelled).join()}`,
        );
      }
    });
});
