import * as vscode from 'vscode';
import { WORKSPACE_FILES } from '../../../server/src/lsp/extensions.ts';
import { nameOf } from '../ui/pages.ts';

/** Folders that hold no WIT of the workspace, and often very many files. */
const IGNORED = new Set(['node_modules', 'target', '.git']);
/** As deep as the language server looks. */
const DEEPEST = 24;
const NAMES = WORKSPACE_FILES.map(nameTest);

/** The files whose contents matter to the language server, in every folder of the workspace. */
export async function filesOfWorkspace(): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return (await Promise.all(folders.map(({ uri }) => filesBelow(uri)))).flat();
}

/** The files that matter at or below a place; none where nothing is. */
export async function filesAt(uri: vscode.Uri): Promise<vscode.Uri[]> {
  if (matters(uri)) return [uri];
  return IGNORED.has(nameOf(uri)) ? [] : filesBelow(uri);
}

/** Folders are read one by one: not every file system that an editor has in a browser can be searched. */
async function filesBelow(folder: vscode.Uri, depth = 0): Promise<vscode.Uri[]> {
  if (depth > DEEPEST) return [];
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (read) => read,
    () => [],
  );
  const found = entries.map(async ([name, type]) => {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type & vscode.FileType.File) return matters(uri) ? [uri] : [];
    // A link to a folder may lead back to where its path has been.
    return type === vscode.FileType.Directory && !IGNORED.has(name) ? filesBelow(uri, depth + 1) : [];
  });
  return (await Promise.all(found)).flat();
}

const matters = (uri: vscode.Uri): boolean => NAMES.some((test) => test.test(nameOf(uri)));

/** A glob of names in any folder as an expression for the name. */
function nameTest(glob: string): RegExp {
  const name = glob
    .replace('**/', '')
    .replaceAll('.', '\\.')
    .replaceAll('*', '.*')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`);
  return new RegExp(`^${name}$`);
}
