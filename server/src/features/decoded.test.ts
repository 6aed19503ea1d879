import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { loadDecoder } from '../node/decoder/decoder.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { complete } from './completion/complete.ts';
import { definition } from './navigation/definition.ts';
import { diagnostics } from './diagnostics.ts';
import { documentLinks } from './navigation/document-links.ts';
import { hover } from './hover/hover.ts';
import { references } from './navigation/references.ts';
import { prepareRename, rename } from './navigation/rename.ts';
import { typeDefinition } from './navigation/type-definition.ts';
import { workspaceSymbols } from './navigation/workspace-symbols.ts';

const decodeNow = (await loadDecoder())();

const A = 'file:///w/a.wit';
const SHOWN = 'wit-decoded:/w/deps/c.wasm.wit';
const docs =
  '(@custom "package-docs" "\\01{\\22interfaces\\22:{\\22i\\22:{\\22types\\22:{\\22size\\22:{\\22docs\\22:\\22How much.\\22}}}}}")';
const wasm = `(component ${docs}
  (type (component
    (export "c:d/i" (instance
      (type $t u8)
      (export "size" (type $s (eq $t)))
      (type $f (func (result $s)))
      (export "f" (func (type $f)))))))
  (export "i" (type 0)))`;
const fixture = `
//- /w/a.wit
package a:b;
interface j {
  use c:d/i.{size};
  //      ^ interface
  //         ^^^^ used
  g: func() -> size;
  //           ^^^^ result
}
//- /w/deps/c.wasm
${wasm}`;

async function open(text: string) {
  const { files, labels, cursor } = parseFixture(text);
  const workspace = new Workspace(memoryFileSystem(files), undefined, async (bytes) => decodeNow(bytes));
  workspace.changeFolders(['file:///w'], []);
  diagnostics(workspace.snapshot(), A);
  await workspace.settled();
  const snapshot = workspace.snapshot();
  const shown = snapshot.file(SHOWN)!.tokens.text;
  const at = (label: string) => ({ uri: A, offset: labels.get(label)!.start });
  const inShown = (part: string) => ({ uri: SHOWN, offset: shown.indexOf(part) });
  return { workspace, snapshot, shown, at, inShown, cursor };
}

describe('an item of an encoded package', () => {
  it('is shown with its docs and without diagnostics', async () => {
    const { snapshot, shown } = await open(fixture);
    assert.match(shown, /^package c:d;\n\ninterface i \{\n {2}\/\/\/ How much\.\n {2}type size = u8;/);
    assert.deepEqual(diagnostics(snapshot, SHOWN), []);
  });

  it('is the target of definition', async () => {
    const { snapshot, shown, at } = await open(fixture);
    const texts = ['interface', 'used', 'result'].map((label) => {
      const [target] = definition(snapshot, at(label));
      return [target?.uri, shown.slice(target?.start, target?.end)];
    });
    assert.deepEqual(texts, [
      [SHOWN, 'i'],
      [SHOWN, 'size'],
      [SHOWN, 'size'],
    ]);
  });

  it('is the target of type definition and links', async () => {
    const { snapshot, shown, at } = await open(fixture);
    const [type] = typeDefinition(snapshot, at('result'));
    assert.deepEqual([type?.uri, shown.slice(type?.start, type?.end)], [SHOWN, 'size']);
    const links = documentLinks(snapshot, A).map(({ target, title }) => [target.uri, title]);
    assert.deepEqual(links, [[SHOWN, 'c:d/i']]);
    assert.deepEqual(documentLinks(snapshot, SHOWN), []);
  });

  it('has its docs on hover, from both sides', async () => {
    const { snapshot, at, inShown } = await open(fixture);
    for (const place of [at('result'), inShown('size')]) {
      assert.match(hover(snapshot, place)!.markdown, /type size = u8[\s\S]*How much\./);
    }
  });

  it('has references from and to text', async () => {
    const { snapshot, at, inShown } = await open(fixture);
    for (const place of [at('result'), inShown('size')]) {
      const found = references(snapshot, place, { includeDeclaration: true })!;
      assert.deepEqual(
        [A, SHOWN].map((uri) => found.filter((one) => one.uri === uri).length),
        [2, 2],
      );
    }
  });

  it('is completed', async () => {
    const { snapshot, cursor } = await open(fixture.replace('{size}', '{$0}'));
    const { items } = complete(snapshot, { uri: A, offset: cursor!.offset })!;
    assert.ok(items.some(({ label }) => label === 'size'));
  });

  it('is found by workspace symbols', async () => {
    const { snapshot } = await open(fixture);
    assert.deepEqual(
      workspaceSymbols(snapshot, 'size').map(({ uri, container }) => [uri, container]),
      [[SHOWN, 'c:d/i']],
    );
  });

  it('cannot be renamed, with a reason', async () => {
    const { snapshot, at, inShown } = await open(fixture);
    const reason =
      '`size` comes from `deps/c.wasm`, a package in the binary format, which cannot be edited. Rename it in the sources that the file is made of.';
    for (const place of [at('used'), at('result'), inShown('size')]) {
      assert.deepEqual(prepareRename(snapshot, place), { reason });
      assert.deepEqual(rename(snapshot, place, 'length'), { reason });
    }
  });

  it('may have a local name in the text, which can be renamed', async () => {
    const { snapshot, at } = await open(
      fixture.replace('{size};', '{size as s};').replace('g: func() -> size;', 'g: func() ->    s;'),
    );
    const edits = rename(snapshot, { ...at('result'), offset: at('result').offset + 3 }, 'length');
    assert.ok(Array.isArray(edits) && edits.length === 2 && edits.every(({ uri }) => uri === A));
  });

  it('is included regardless of its gates, which its encoder has applied', async () => {
    const gated =
      '(@custom "package-docs" "\\01{\\22interfaces\\22:{\\22i\\22:{\\22types\\22:{\\22size\\22:{\\22stability\\22:{\\22unstable\\22:{\\22feature\\22:\\22x\\22}}}}}}}")';
    const { snapshot, shown } = await open(fixture.replace(docs, gated));
    assert.match(shown, /@unstable\(feature = x\)\n {2}type size = u8;/);
    assert.deepEqual(diagnostics(snapshot, A), []);
  });

  it('is not changed by an editor that shows it', async () => {
    const { workspace, shown } = await open(fixture);
    workspace.open(SHOWN, 'package other:text;', 1);
    assert.equal(workspace.snapshot().file(SHOWN)?.tokens.text, shown);
  });
});

it('has no errors for packages that it refers to and that are missing', () => {
  const workspace = new Workspace(memoryFileSystem(new Map()));
  const uri = 'wit-text:/app.wasm.wit';
  workspace.open(uri, 'package root:component;\nworld root { import a:b/c; }\n', 1);
  assert.deepEqual(diagnostics(workspace.snapshot(), uri), []);
});
