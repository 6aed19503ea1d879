import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diagnostics } from '../features/diagnostics.ts';
import { hover } from '../features/hover/hover.ts';
import { loadDecoder } from '../node/decoder/decoder.ts';
import type { Decode, Outcome } from '../packages/encoded.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { Workspace } from './workspace.ts';

const decodeNow = (await loadDecoder())();
const decode: Decode = async (files) => decodeNow(files);

/** The package `c:d` with an interface of this name, in the text format. */
const encoded = (name: string, items = '') =>
  `(component (type (component (export "c:d/${name}" (instance ${items})))) (export "${name}" (type 0)))`;

const A = 'file:///w/a.wit';
const C = 'file:///w/deps/c.wasm';
const main = `
//- /w/a.wit
package a:b;
world w { import c:d/i; }
`;
const withC = `${main}//- /w/deps/c.wasm\n${encoded('i')}`;

/** A workspace with the folder /w, whose files a test changes as if on disk. */
function open(fixture: string, decoder: Decode = decode) {
  const files = new Map(parseFixture(fixture).files);
  const workspace = new Workspace(memoryFileSystem(files), undefined, decoder);
  workspace.changeFolders(['file:///w'], []);
  const codes = () => diagnostics(workspace.snapshot(), A).map(({ code }) => code);
  const put = (uri: string, text: string | undefined) => {
    const path = uri.slice('file://'.length);
    const change = files.has(path) === (text !== undefined) ? 'content' : 'existence';
    if (text === undefined) files.delete(path);
    else files.set(path, text);
    workspace.changedOnDisk([{ uri, kind: change }]);
  };
  /** The problems once everything is decoded. */
  const settled = async () => {
    codes();
    await workspace.settled();
    return codes();
  };
  return { workspace, files, codes, settled, put };
}

/** A decoder that responds when the test lets it. */
function pausedDecoder() {
  const waiting: (() => void)[] = [];
  const decoder: Decode = (files) => new Promise((resolve) => waiting.push(() => resolve(decodeNow(files))));
  return { decoder, release: (index: number) => waiting[index]!() };
}

describe('an encoded package', () => {
  it('is available once decoded, and not reported as missing before', async () => {
    const { decoder, release } = pausedDecoder();
    const { workspace, codes } = open(`${withC}\n//- /w/b.wit\nworld v { import x:y/z; }`, decoder);
    assert.deepEqual(codes(), []);
    const changed = new Promise<void>((done) => workspace.onChange(done));
    release(0);
    await changed;
    assert.deepEqual(codes(), []);
    const reportedCodes = diagnostics(workspace.snapshot(), 'file:///w/b.wit').map(({ code }) => code);
    assert.deepEqual(reportedCodes, ['unknown-package']);
  });

  it('is decoded only once, regardless of edits and requests', async () => {
    const { workspace, settled, put } = open(withC);
    assert.deepEqual(await settled(), []);
    put(A, 'package a:b;\nworld w { import c:d/nope; }');
    assert.deepEqual(await settled(), ['unknown-item-in-package']);
    workspace.open(A, 'package a:b;', 1);
    await settled();
    assert.equal(workspace.counters.decoded, 1);
  });

  it('is decoded again when its bytes have changed without a report of the client', async () => {
    const { workspace, settled, files } = open(withC);
    assert.deepEqual(await settled(), []);
    files.set('/w/deps/c.wasm', encoded('j'));
    workspace.revalidate();
    assert.deepEqual(await settled(), ['unknown-item-in-package']);
    workspace.revalidate();
    await settled();
    assert.equal(workspace.counters.decoded, 2);
  });

  it('is decoded again when its bytes change, not when it is only touched', async () => {
    const { workspace, settled, put } = open(withC);
    await settled();
    put(C, encoded('i'));
    await settled();
    assert.equal(workspace.counters.decoded, 1);
    put(C, encoded('j'));
    assert.deepEqual(await settled(), ['unknown-item-in-package']);
    assert.equal(workspace.counters.decoded, 2);
  });

  it('keeps the previous content until the new one is decoded, and its AST if both are equal', async () => {
    const { workspace, settled, codes, put } = open(withC);
    await settled();
    const before = workspace.counters.parsed;
    put(C, `${encoded('i')} ;; a comment`);
    assert.deepEqual(codes(), []);
    assert.deepEqual(await settled(), []);
    assert.equal(workspace.counters.decoded, 2);
    assert.equal(workspace.counters.parsed, before);
  });

  it('can be added and removed', async () => {
    const { settled, put } = open(main);
    assert.deepEqual(await settled(), ['unknown-package']);
    put(C, encoded('i'));
    assert.deepEqual(await settled(), []);
    put(C, undefined);
    assert.deepEqual(await settled(), ['unknown-package']);
  });

  it('is removed with its folder', async () => {
    const { workspace, files, settled } = open(withC);
    await settled();
    files.delete('/w/deps/c.wasm');
    workspace.changedOnDisk([{ uri: 'file:///w/deps', kind: 'existence' }]);
    assert.deepEqual(await settled(), ['unknown-package']);
    assert.equal(workspace.snapshot().file('wit-decoded:/w/deps/c.wasm.wit'), undefined);
  });

  it('has its latest content, even if an older one is decoded later', async () => {
    const { decoder, release } = pausedDecoder();
    const { workspace, codes, put } = open(withC, decoder);
    codes();
    put(C, encoded('j'));
    codes();
    release(1);
    release(0);
    await workspace.settled();
    assert.deepEqual(codes(), ['unknown-item-in-package']);
  });

  it('can be invalid first and valid later', async () => {
    const { settled, put } = open(withC);
    put(C, '(component');
    assert.deepEqual(await settled(), ['invalid-wasm-package']);
    put(C, encoded('i'));
    assert.deepEqual(await settled(), []);
  });

  it('is merged with other files of the same package', async () => {
    const { settled, put } = open(withC.replace('c:d/i;', 'c:d/i; import c:d/j;'));
    assert.deepEqual(await settled(), ['unknown-item-in-package']);
    put('file:///w/deps/d.wat', encoded('j'));
    assert.deepEqual(await settled(), []);
    put('file:///w/deps/d.wat', encoded('i', '(export "f" (func))'));
    assert.deepEqual(await settled(), ['unknown-item-in-package']);
  });

  it('causes its dependents, and only those, to be resolved again when its exports change', async () => {
    const { workspace, settled, put } = open(`${withC}\n//- /w/deps/e.wit\npackage e:f;\ninterface i {}`);
    await settled();
    const resolved = workspace.counters.resolved;
    put(C, encoded('i', '(export "f" (func))'));
    await settled();
    // Resolves c:d and a:b again, but not e:f.
    assert.equal(workspace.counters.resolved, resolved + 2);
  });
});

describe('an encoded package that a manifest refers to', () => {
  const manifest = (path: string) => `
//- /w/wkg.toml
[overrides]
"c:d" = { path = "${path}" }
`;

  for (const [change, path, file] of [
    ['a file', '../x/c.wasm', '/x/c.wasm'],
    ['the deps of a folder', '../x', '/x/deps/c.wasm'],
  ] as const) {
    it(`is read in ${change}, and not reported as missing before`, async () => {
      const { decoder, release } = pausedDecoder();
      const other = '//- /x/x.wit\npackage x:x;\nworld x { import c:d/i; }';
      const { workspace, codes } = open(
        `${main}${manifest(path)}${other}\n//- ${file}\n${encoded('i')}`,
        decoder,
      );
      assert.deepEqual(codes(), []);
      release(0);
      await workspace.settled();
      assert.deepEqual(codes(), ['dependency-outside-deps']);
      // Its document has the WIT, wherever the file is.
      const shown = `wit-decoded:${file}.wit`;
      const named = hover(workspace.snapshot(), { uri: shown, offset: 'package c:d;\n\ninterface '.length });
      assert.match(named?.markdown ?? '', /interface i/);
    });
  }
});

describe('a file that is not a valid package', () => {
  const reportedCodes = async (fixture: string, decoder?: Decode) => {
    const { workspace, settled } = open(fixture, decoder);
    await settled();
    return diagnostics(workspace.snapshot(), A).map(({ severity, message }) => `${severity}: ${message}`);
  };

  it('is one error, at the package header, which suppresses consequential errors', async () => {
    assert.deepEqual(await reportedCodes(`${main}//- /w/deps/c.wasm\n(component)`), [
      'error: `deps/c.wasm` is a runnable component, not a WIT package. Replace it by a WIT package, for example with `wkg wit fetch`.',
    ]);
  });

  it('is reported with its location if it is text', async () => {
    const [only] = await reportedCodes(`${main}//- /w/deps/c.wat\n(component\n  (nonsense))`);
    assert.match(only!, /^error: `deps\/c\.wat` is not valid: line 2, column 4: /);
  });

  it('is also reported if it cannot be read', async () => {
    const files = parseFixture(withC).files;
    const disk = { ...memoryFileSystem(files), readBytes: () => undefined };
    const workspace = new Workspace(disk, undefined, decode);
    diagnostics(workspace.snapshot(), A);
    await workspace.settled();
    const [only] = diagnostics(workspace.snapshot(), A);
    assert.match(only!.message, /^`deps\/c\.wasm` is not valid: the file cannot be read\./);
  });

  it('is reported as information if there is no decoder', async () => {
    const failing: Outcome = { kind: 'refused', refusal: { kind: 'unavailable', reasons: ['no such file'] } };
    assert.deepEqual(await reportedCodes(withC, async (files) => files.map(() => failing)), [
      'info: `deps/c.wasm` was not loaded: no such file. References to its items are not checked.',
    ]);
  });
});

it('does not start the decoder if there are no encoded packages', async () => {
  const { settled } = open(`${main}//- /w/deps/c.wit\npackage c:d;\ninterface i {}`, () => {
    throw new Error('there is nothing to decode');
  });
  assert.deepEqual(await settled(), []);
});
