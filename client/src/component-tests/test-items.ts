import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { GuestTest } from '../../../server/src/lsp/extensions.ts';
import type { LanguageServer } from '../language-server.ts';
import { componentFolders } from '../targets/component-folders.ts';
import { hasRustTests, RUST_SOURCES, TEST_FILES, testsByFolder } from '../targets/tested-folders.ts';
import { findAll } from '../targets/workspace-files.ts';

/** Tests in scripts, which VS Code's debugger of JavaScript can debug. */
export const DEBUGGABLE = new vscode.TestTag('debuggable');

const names = new WeakMap<vscode.TestItem, string>();

/** The name by which `wit-studio test --only` takes a test or a suite; undefined for the item of a folder. */
export const nameOf = (item: vscode.TestItem): string | undefined => names.get(item);

/** The item of the folder that a test is in. Its id is the path of the folder. */
export const folderOf = (item: vscode.TestItem): vscode.TestItem =>
  item.parent ? folderOf(item.parent) : item;

/** An item for each component with tests, with one for each suite and test in its sources. */
export async function testItems(
  controller: vscode.TestController,
  languageServer: LanguageServer,
): Promise<vscode.TestItem[]> {
  const files = [...(await findAll(TEST_FILES)), ...(await rustTests())];
  const folders = testsByFolder(await componentFolders(), [...new Set(files)]);
  return Promise.all(
    [...folders].map(async ([folder, paths]) => {
      const item = controller.createTestItem(
        folder,
        vscode.workspace.asRelativePath(folder),
        vscode.Uri.file(folder),
      );
      const inFiles = paths.map((path) => itemsIn(controller, languageServer, folder, path));
      item.children.replace((await Promise.all(inFiles)).flat());
      if ([...item.children].some(([, child]) => child.tags.includes(DEBUGGABLE))) item.tags = [DEBUGGABLE];
      return item;
    }),
  );
}

/** The tests of a file; none if the language server does not tell. */
async function itemsIn(
  controller: vscode.TestController,
  languageServer: LanguageServer,
  folder: string,
  path: string,
): Promise<vscode.TestItem[]> {
  const uri = vscode.Uri.file(path);
  const text = await textOf(path);
  const inFolder = relative(folder, path).replaceAll(sep, '/');
  const found = await languageServer.testsIn(inFolder, text).catch(() => []);
  const tags = /[jt]sx?$/.test(path) ? [DEBUGGABLE] : [];
  const itemOf = (test: GuestTest): vscode.TestItem => {
    // Two files may have a test of the same name.
    const item = controller.createTestItem(`${inFolder}: ${test.name}`, test.label, uri);
    names.set(item, test.name);
    item.range = lineAt(text, test.start);
    item.tags = tags;
    item.children.replace((test.tests ?? []).map(itemOf));
    return item;
  };
  return found.map(itemOf);
}

/** An item for a test that only its run has shown, as of a computed name. */
export function addItem(
  controller: vscode.TestController,
  folder: vscode.TestItem,
  name: string,
): vscode.TestItem {
  const item = controller.createTestItem(name, name, folder.uri);
  names.set(item, name);
  folder.children.add(item);
  return item;
}

function lineAt(text: string, offset: number): vscode.Range {
  const line = text.slice(0, offset).split('\n').length - 1;
  return new vscode.Range(line, 0, line, 0);
}

/** Sources in Rust that have tests themselves. */
async function rustTests(): Promise<string[]> {
  const found = (await findAll([RUST_SOURCES])).map(async (path) =>
    hasRustTests(await textOf(path)) ? [path] : [],
  );
  return (await Promise.all(found)).flat();
}

async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(path)));
  } catch {
    // Deleted meanwhile.
    return '';
  }
}
