import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Studio } from '../studio.ts';
import { watchTargets } from '../targets/watch-targets.ts';
import { builtComponents } from '../targets/workspace-files.ts';
import { BuiltExports, type BuiltFiles, type Components } from './built-exports.ts';
import {
  componentsWith,
  exportedName,
  nameInBinary,
  packageOf,
  type WrittenFunction,
} from './function-lenses.ts';

/** _Run_ and _Debug_ above every function of a .wit file that a built component of the workspace exports. */
export function registerRunLenses(studio: Studio): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const fire = () => changed.fire();
  const built = vscode.workspace.createFileSystemWatcher('**/*.wasm', true, false, true);
  const exports = new BuiltExports(builtFiles(studio));
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!vscode.workspace.isTrusted || document.uri.scheme !== 'file') return [];
      const functions = await functionsIn(document);
      if (functions.length === 0) return [];
      const of = packageOf(document.getText());
      const names = [...new Set(functions.map((one) => nameInBinary(of, one)))];
      const components = await exports.with(names, () => token.isCancellationRequested);
      return functions.flatMap((one) => lensesOf(one, of, components));
    },
  };
  return vscode.Disposable.from(
    changed,
    watchTargets(fire),
    built,
    built.onDidChange(fire),
    vscode.languages.registerCodeLensProvider({ language: 'wit' }, provider),
  );
}

/** Those of the host, and of the workspace with the outputs of builds. */
const builtFiles = ({ host }: Studio): BuiltFiles => ({
  list: builtComponents,
  changedAt: async (path) =>
    vscode.workspace.fs.stat(vscode.Uri.file(path)).then(
      ({ mtime }) => mtime,
      () => undefined,
    ),
  // A file that a build is just replacing is read again at its next change.
  read: async (path) =>
    vscode.workspace.fs.readFile(vscode.Uri.file(path)).then(
      (bytes) => bytes,
      () => new Uint8Array(),
    ),
  inspect: (component) =>
    // Not cancelled with the lens: what was read serves the next one. Running a file that is no component reports why.
    host.request('inspect', { component }).then(
      (result) => result.functions,
      () => [],
    ),
});

interface FoundFunction extends WrittenFunction {
  readonly range: vscode.Range;
}

async function functionsIn(document: vscode.TextDocument): Promise<readonly FoundFunction[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return (symbols ?? []).flatMap((owner) =>
    owner.children.flatMap((child) => {
      const written = writtenFunction(document, owner, child);
      return written ? [{ ...written, range: child.selectionRange }] : [];
    }),
  );
}

function lensesOf(
  { range, ...written }: FoundFunction,
  of: string | undefined,
  components: Components,
): vscode.CodeLens[] {
  const exported = exportedName(of, written);
  return componentsWith(exported, components).flatMap((path) => {
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(range, { title, command, arguments: [vscode.Uri.file(path), exported] });
    return [
      lens(`$(play) Run in ${basename(path)}`, 'wit.run'),
      lens('$(debug-alt) Debug', 'wit.debugFunction'),
    ];
  });
}

/** Undefined for other items, and for imports of a world. */
function writtenFunction(
  document: vscode.TextDocument,
  owner: vscode.DocumentSymbol,
  { name, range, selectionRange }: vscode.DocumentSymbol,
): WrittenFunction | undefined {
  const before = document.getText(new vscode.Range(range.start, selectionRange.start));
  const after = document.getText(new vscode.Range(selectionRange.end, range.end));
  if (!/^\s*:\s*(async\s+)?func\b/.test(after)) return undefined;
  const [, direction] = /\b(import|export)\s*%?$/.exec(before) ?? [];
  return direction === 'import' ? undefined : { owner: owner.name, name, isOfWorld: direction === 'export' };
}
