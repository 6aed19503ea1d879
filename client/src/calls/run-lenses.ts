import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CallableExport } from '../../../host/src/protocol.ts';
import type { Studio } from '../studio.ts';
import { RUNNABLE_FILES } from '../targets/patterns.ts';
import { watchTargets } from '../targets/watch-targets.ts';
import { findAll } from '../targets/workspace-files.ts';
import { componentsWith, exportedName, packageOf, type WrittenFunction } from './function-lenses.ts';

/** More built components than this are not looked into. */
const MOST_COMPONENTS = 20;
const BUILT = [...RUNNABLE_FILES.slice(1), '**/*.wasm', '**/target/*.wasm'];

/** _Run_ and _Debug_ above every function of a .wit file that a built component of the workspace exports. */
export function registerRunLenses(studio: Studio): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const fire = () => changed.fire();
  const built = vscode.workspace.createFileSystemWatcher('**/*.wasm', true, false, true);
  const exports = exportsReader(studio);
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!vscode.workspace.isTrusted || document.uri.scheme !== 'file') return [];
      const components = await exports(token);
      return components.size === 0 ? [] : lensesOf(document, components);
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

type Components = ReadonlyMap<string, readonly CallableExport[]>;

/** The exports of each built component, requested from the host once per build. */
function exportsReader({ host }: Studio): (token: vscode.CancellationToken) => Promise<Components> {
  const known = new Map<string, { readonly time: number; readonly functions: readonly CallableExport[] }>();
  return async (token) => {
    const paths = [...new Set(await findAll(BUILT))].sort().slice(0, MOST_COMPONENTS);
    const found = new Map<string, readonly CallableExport[]>();
    for (const component of paths) {
      if (token.isCancellationRequested) break;
      const time = await vscode.workspace.fs.stat(vscode.Uri.file(component)).then(
        ({ mtime }) => mtime,
        () => 0,
      );
      const before = known.get(component);
      // A file that is no component has no functions; running it reports why.
      const functions =
        before?.time === time
          ? before.functions
          : await // Not cancelled with the lens: what was read serves the next one.
            host.request('inspect', { component }).then(
              (result) => result.functions,
              () => [],
            );
      known.set(component, { time, functions });
      found.set(component, functions);
    }
    return found;
  };
}

async function lensesOf(document: vscode.TextDocument, components: Components): Promise<vscode.CodeLens[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const name = packageOf(document.getText());
  return (symbols ?? []).flatMap((owner) =>
    owner.children.flatMap((child) => {
      const written = writtenFunction(document, owner, child);
      if (!written) return [];
      const exported = exportedName(name, written);
      return componentsWith(exported, components).flatMap((path) => {
        const lens = (title: string, command: string) =>
          new vscode.CodeLens(child.selectionRange, {
            title,
            command,
            arguments: [vscode.Uri.file(path), exported],
          });
        return [
          lens(`$(play) Run in ${basename(path)}`, 'wit.run'),
          lens('$(debug-alt) Debug', 'wit.debugFunction'),
        ];
      });
    }),
  );
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
