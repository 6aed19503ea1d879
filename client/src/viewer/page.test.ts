import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ComponentView } from '../../../server/src/lsp/extensions.ts';
import { assertLoadsOnlyAssets, assets } from '../ui/testing.ts';
import { actionsFor } from './actions.ts';
import { pageOf, sizeOf } from './page.ts';

const view: ComponentView = {
  kind: 'component',
  bytes: 1_234_567,
  imports: ['wasi:cli/stdout@0.2.0'],
  exports: ['wasi:http/incoming-handler@0.2.0', '"><script>alert(1)</script>'],
  contents: [
    {
      kind: 'component',
      name: undefined,
      bytes: 2000,
      contents: [{ kind: 'core module', name: 'a&b', bytes: 900, contents: [] }],
    },
  ],
  producers: [{ field: 'language', name: '<b>Rust', version: '1.95' }],
  reasons: [],
  wit: 'world root {}',
};

describe('the page of a .wasm file', () => {
  const page = pageOf('<app>.wasm', view, actionsFor(view, true), assets);

  it('loads only its own script and stylesheet', () => {
    assertLoadsOnlyAssets(page);
  });

  it('escapes all text of the file', () => {
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.equal(page.includes('<b>'), false);
    assert.ok(page.includes('a&#38;b'));
    assert.ok(page.includes('<h1>&#60;app&#62;.wasm</h1>'));
  });

  it('has a heading for each section, with sizes', () => {
    const headings = [...page.matchAll(/<h2[^>]*>([^<]+)/g)].map(([, title]) => title);
    assert.deepEqual(headings, ['Exports', 'Imports', 'WIT', 'Contains', 'Produced by']);
    assert.ok(page.includes('1.2 MB'));
    assert.deepEqual([17, 1234, 3_450_000].map(sizeOf), ['17 bytes', '1.2 KB', '3.5 MB']);
  });

  it('shows functions of the world with their signatures, and no package for a component without one', () => {
    const wit = `package root:component;

world root {
  import log: interface {
    write: func();
  }
  export greet: func(name: string) -> option<string>;
  export %type: func();
}
`;
    const shown = pageOf(
      'a.wasm',
      { ...view, wit, imports: ['log'], exports: ['greet', 'type'] },
      [],
      assets,
    );
    const items = [...shown.matchAll(/<li><code>([^<]*)/g)].map(([, text]) => text);
    assert.deepEqual(items, [
      'greet: func(name: string) -&#62; option&#60;string&#62;',
      '%type: func()',
      'log',
    ]);
    assert.doesNotMatch(shown, /root:component/);
  });

  it('explains files that are not components', () => {
    const shown = (kind: ComponentView['kind'], reasons: string[] = []) =>
      pageOf('a.wasm', { ...view, kind, reasons, exports: [], imports: [], contents: [] }, [], assets);
    assert.match(shown('core-module'), /Core WebAssembly module/);
    assert.match(shown('core-module', ['it imports env.now']), /It imports env\.now\./);
    assert.match(
      shown('broken', ['the binary ends inside of a section']),
      /The binary ends inside of a section\./,
    );
    assert.match(shown('empty'), /Empty file/);
    assert.match(shown('other'), /Not WebAssembly/);
    assert.match(shown('package'), /WIT package/);
  });
});

describe('the buttons of a .wasm file', () => {
  const ids = (part: Partial<ComponentView>, isTrusted = true) =>
    actionsFor({ ...view, ...part }, isTrusted).map(({ id }) => id);

  it('are the applicable commands', () => {
    assert.deepEqual(ids({}), ['wit.serve', 'wit.run', 'wit.plug', 'wit.showAsWit']);
    assert.deepEqual(ids({ exports: ['wasi:http/incoming-handler@0.2.12'] }), ['wit.serve', 'wit.showAsWit']);
    assert.deepEqual(ids({ exports: ['wasi:cli/run@0.2.0'] }), ['wit.run', 'wit.showAsWit']);
    assert.deepEqual(ids({ kind: 'core-module', wit: undefined }), []);
    const component = { imports: ['wasi:cli/stdout@0.2.6'], exports: ['wasi:cli/run@0.2.6'], wit: undefined };
    assert.deepEqual(ids({ kind: 'core-module', wit: undefined, component }), ['wit.run']);
    assert.equal(actionsFor({ ...view, exports: ['wasi:cli/run@0.2.0'] }, true)[0]?.title, 'Run');
    assert.equal(actionsFor({ ...view, exports: ['greet'] }, true)[0]?.title, 'Call a Function…');
  });

  it('are limited to viewing in an untrusted workspace', () => {
    assert.deepEqual(ids({}, false), ['wit.showAsWit']);
  });
});
