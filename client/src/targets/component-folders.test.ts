import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { FileType, Uri, workspace } from '../testing/editor.ts';
import { componentFolders, hasComponents, nearestComponentFolder } from './component-folders.ts';

/** An editor that is open on a folder `/w` with these files. */
function open(t: TestContext, ...files: readonly string[]): void {
  const paths = files.map((file) => `/w/${file}`);
  t.mock.method(workspace, 'findFiles', (pattern: string) => {
    const wanted = pattern.includes('/wit/') ? /\/wit\/[^/]+\.wit$/ : /\/(package\.json|wit-studio\.toml)$/;
    return Promise.resolve(paths.filter((path) => wanted.test(path)).map((path) => Uri.file(path)));
  });
  t.mock.method(workspace, 'getWorkspaceFolder', () => ({ uri: Uri.file('/w') }));
  t.mock.method(workspace.fs, 'readDirectory', ({ fsPath }: Uri) => {
    const below = paths.filter((path) => path.startsWith(`${fsPath}/`));
    const names = below.map((path) => path.slice(fsPath.length + 1).split('/'));
    const types = new Map(names.map(([name, ...rest]) => [name!, rest.length > 0]));
    return Promise.resolve(
      [...types].map(([name, isFolder]) => [name, isFolder ? FileType.Directory : FileType.File]),
    );
  });
}

describe('the folders of components', () => {
  it('are those with a manifest, and those of C with WIT', async (t) => {
    open(
      t,
      ...['web/package.json', 'web/src/web.ts'],
      ...['own/wit/own.wit', 'own/main.c', 'own/tests/own.c'],
      ...[
        'parts/wit/parts.wit',
        'parts/one/src/one.cpp',
        'parts/two/two.ts',
        'parts/wit-free/wit-studio.toml',
      ],
      ...['program/main.c', 'README.md'],
    );
    assert.deepEqual(await componentFolders(), ['/w/own', '/w/parts/one', '/w/parts/wit-free', '/w/web']);
  });

  it('are in a workspace of C alone', async (t) => {
    open(t, 'wit/own.wit', 'src/main.c');
    assert.equal(await hasComponents(), true);
    assert.deepEqual(await componentFolders(), ['/w']);
  });

  it('are not those of programs', async (t) => {
    open(t, 'main.c', 'lib/CMakeLists.txt');
    assert.equal(await hasComponents(), false);
  });

  it('are the nearest above a file', async (t) => {
    open(t, 'package.json', 'own/wit/own.wit', 'own/src/main.c', 'lib/lib.c');
    assert.equal(await nearestComponentFolder(Uri.file('/w/own/src') as never), '/w/own');
    assert.equal(await nearestComponentFolder(Uri.file('/w/lib') as never), '/w');
  });
});
