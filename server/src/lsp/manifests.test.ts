import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Editor, PULLS } from '../testing/editor.ts';
import { parseFixture } from '../testing/fixture.ts';
import { serveInProcess } from '../testing/in-process.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';

async function start(text: string) {
  const files = new Map(parseFixture(text).files);
  const workspace = { ...PULLS.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
  const editor = new Editor(
    await serveInProcess(memoryFileSystem(files), { capabilities: { ...PULLS, workspace } }),
  );
  return { editor, files };
}

const project = `
//- /p/wit/a.wit
package a:b;
world w { import c:d/i; }
//- /d/wit/d.wit
package c:d;
interface i {}
`;
const overrides = '[overrides]\n"c:d" = { path = "../d/wit" }\n';

describe('manifests in a workspace', () => {
  test('have their own diagnostics, and are tracked when they are added, changed and removed', async () => {
    const { editor, files } = await start(project);
    assert.deepEqual(await editor.allCodes(), { '/p/wit/a.wit': ['unknown-package'] });
    files.set('/p/wkg.toml', overrides);
    editor.seen([['created', '/p/wkg.toml']]);
    assert.deepEqual(await editor.allCodes(), { '/p/wit/a.wit': ['dependency-outside-deps'] });
    files.set('/p/wkg.toml', `${overrides}[`);
    editor.seen([['changed', '/p/wkg.toml']]);
    assert.deepEqual(await editor.allCodes(), {
      '/p/wit/a.wit': ['unknown-package'],
      '/p/wkg.toml': ['manifest-syntax'],
    });
    files.delete('/p/wkg.toml');
    editor.seen([['deleted', '/p/wkg.toml']]);
    assert.deepEqual(await editor.allCodes(), { '/p/wit/a.wit': ['unknown-package'] });
  });

  test('refer to packages whose changes update their dependents', async () => {
    const { editor, files } = await start(`${project}//- /p/wkg.toml\n${overrides}`);
    assert.deepEqual(await editor.allCodes(), { '/p/wit/a.wit': ['dependency-outside-deps'] });
    files.set('/d/wit/d.wit', 'package c:d;\n');
    editor.seen([['changed', '/d/wit/d.wit']]);
    const { '/p/wit/a.wit': codes = [] } = await editor.allCodes();
    assert.deepEqual(codes.toSorted(), ['dependency-outside-deps', 'unknown-item-in-package']);
  });

  test('are checked after each edit, even without WIT beside them', async () => {
    const { editor } = await start(project);
    editor.open('/p/wkg.toml', overrides);
    assert.deepEqual(await editor.allCodes(), { '/p/wit/a.wit': ['dependency-outside-deps'] });
    editor.write('/p/wkg.toml', `${overrides}\n`);
    assert.deepEqual(await editor.allCodes(), { '/p/wit/a.wit': ['dependency-outside-deps'] });
    editor.write('/p/wkg.toml', `${overrides}[`);
    const { '/p/wkg.toml': codes } = await editor.allCodes();
    assert.deepEqual(codes, ['manifest-syntax']);
  });
});
