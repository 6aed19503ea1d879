import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { diagnostics } from '../diagnostics.ts';
import { complete } from './complete.ts';

const types = `
//- /types.wit
package a:b@1.0.0;
interface types {
  record request { a: u8 }
  resource session;
  type list-of = list<u8>;
  @unstable(feature = fast)
  type hidden = u8;
  @unstable(feature = on)
  type shown = u8;
  f: func();
}
interface back { use top.{mine}; type behind = mine; }
//- /deps/old/lib.wit
package c:lib@1.0.0;
interface shapes { record point { x: s32 } }
//- /deps/new/lib.wit
package c:lib@2.0.0;
interface shapes { record point { x: s64 } variant %result { a } }
`;

/** The proposals at the cursor of the file `/top.wit`, except those without a `use`. */
class Proposed {
  readonly #files: ReadonlyMap<string, string>;
  readonly #offset: number;

  constructor(body: string) {
    const { files, cursor } = parseFixture(`//- /top.wit\n${body}${types}`);
    this.#files = files;
    this.#offset = cursor!.offset;
  }

  get #found() {
    return complete(this.#snapshot(this.#files), { uri: 'file:///top.wit', offset: this.#offset })!;
  }

  get isPartial(): boolean | undefined {
    return this.#found.isPartial;
  }

  /** The name of the type whose docs are shown for a proposal, however much was typed. */
  definitionOf(label: string): string | undefined {
    const place = { uri: 'file:///top.wit', offset: this.#found.range.start };
    const found = complete(this.#snapshot(this.#files), place, label)?.items;
    return found?.find((one) => one.label === label)?.definition?.name;
  }

  get details(): string[] {
    return this.#found.items.flatMap(({ label, edit, detail }) => (edit ? [`${label}: ${detail}`] : []));
  }

  /** The file after a proposal was taken; nothing may be wrong in it. */
  after(label: string): string {
    const { range, items } = this.#found;
    const { text, edit } = items.find((one) => one.label === label && one.edit)!;
    const edits = [{ ...range, text }, edit!()].sort((one, other) => other.start - one.start);
    const before = this.#files.get('/top.wit')!;
    const after = edits.reduce(
      (so, { start, end, text: put }) => so.slice(0, start) + put + so.slice(end),
      before,
    );
    const found = diagnostics(
      this.#snapshot(new Map([...this.#files, ['/top.wit', after]])),
      'file:///top.wit',
    );
    assert.deepEqual(
      found.map(({ code }) => code),
      [],
    );
    return after;
  }

  #snapshot(files: ReadonlyMap<string, string>) {
    const workspace = new Workspace(memoryFileSystem(files));
    workspace.setFeatures(['on']);
    return workspace.snapshot();
  }
}

const mine = 'record mine { x: u8 }';

describe('a type that is not in scope', () => {
  test('is proposed with its `use`: own package first, each version of others, and nothing that forms a cycle', () => {
    assert.deepEqual(new Proposed(`interface top { ${mine} f: func(a: $0); }`).details, [
      'request: use types.{request}',
      'session: use types.{session}',
      'list-of: use types.{list-of}',
      'shown: use types.{shown}',
      'point: use c:lib/shapes@2.0.0.{point}',
      'result: use c:lib/shapes@2.0.0.{%result}',
      'point: use c:lib/shapes@1.0.0.{point}',
    ]);
  });

  test('is not proposed if the body already has it, under any name', () => {
    const { details } = new Proposed(`interface top { use types.{request as r, session}; f: func(a: $0); }`);
    assert.deepEqual(
      details.filter((one) => one.includes('types')),
      ['list-of: use types.{list-of}', 'shown: use types.{shown}'],
    );
  });

  test('is a resource within a handle', () => {
    assert.deepEqual(new Proposed(`interface top { ${mine} f: func(a: borrow<$0>); }`).details, [
      'session: use types.{session}',
    ]);
  });

  const cases: readonly (readonly [string, string, string])[] = [
    [
      'request',
      `interface top { f: func(a: re$0); }`,
      `interface top { use types.{request}; f: func(a: request); }`,
    ],
    [
      'request',
      `interface top {\n  use types.{session};\n\n  f: func(a: $0, b: session);\n}`,
      `interface top {\n  use types.{session, request};\n\n  f: func(a: request, b: session);\n}`,
    ],
    [
      'request',
      `interface top {\n  use c:lib/shapes@2.0.0.{point};\n  f: func(a: $0, b: point);\n}`,
      `interface top {\n  use c:lib/shapes@2.0.0.{point};\n  use types.{request};\n  f: func(a: request, b: point);\n}`,
    ],
    [
      'types-request',
      `interface top { type request = u8; f: func(a: $0, b: request); }`,
      `interface top { use types.{request as types-request}; type request = u8; f: func(a: types-request, b: request); }`,
    ],
    [
      'result',
      `interface top { f: func(a: $0); }`,
      `interface top { use c:lib/shapes@2.0.0.{%result}; f: func(a: %result); }`,
    ],
    [
      'session',
      `world w { import f: func(a: borrow<$0>); }`,
      `world w { use types.{session}; import f: func(a: borrow<session>); }`,
    ],
    [
      'shown',
      `interface top {\n  use types.{request};\n  @unstable(feature = on)\n  f: func(a: $0, b: request);\n}`,
      `interface top {\n  use types.{request};\n  @unstable(feature = on)\n  use types.{shown};\n  @unstable(feature = on)\n  f: func(a: shown, b: request);\n}`,
    ],
    [
      'request',
      `@since(version = 1.0.0)\ninterface top {\n  @since(version = 1.0.0)\n  f: func(a: $0);\n}`,
      `@since(version = 1.0.0)\ninterface top {\n  @since(version = 1.0.0)\n  use types.{request};\n  @since(version = 1.0.0)\n  f: func(a: request);\n}`,
    ],
  ];
  for (const [label, before, after] of cases)
    test(`adds its \`use\`: ${label} in ${JSON.stringify(before)}`, () =>
      assert.equal(new Proposed(before).after(label).trimEnd(), after));

  test('is proposed where it fits what is typed, if there are more than 100', () => {
    const records = Array.from({ length: 200 }, (_, at) => `record part${at} {x: u8}`).join(' ');
    const of = (body: string) => new Proposed(`${body} interface many { ${records} }`);
    const all = of(`interface top { f: func(a: $0); }`);
    assert.deepEqual([all.isPartial, all.details.length], [true, 100]);
    const typed = of(`interface top { f: func(a: p19$0); }`);
    const fitting = Array.from({ length: 200 }, (_, at) => `part${at}`).filter((name) =>
      /p.*1.*9/.test(name),
    );
    assert.deepEqual([typed.isPartial, typed.details.map((one) => one.split(':')[0])], [true, fitting]);
    assert.equal(of(`interface top { f: func(a: p19$0); }`).definitionOf('part195'), 'part195');
  });
});
