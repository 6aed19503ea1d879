import { definition } from '../../features/navigation/definition.ts';
import { diagnostics } from '../../features/diagnostics.ts';
import { references } from '../../features/navigation/references.ts';
import { rename } from '../../features/navigation/rename.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../../testing/memory-file-system.ts';
import { Workspace } from '../workspace.ts';

/** A workspace whose files are those of a fixture, and questions at its cursor. */
export function open(text: string) {
  const { files, cursor } = parseFixture(text);
  const onDisk = new Map(files);
  const workspace = new Workspace(memoryFileSystem(onDisk));
  const reported = (path: string) =>
    diagnostics(workspace.snapshot(), uriOfPath(path)).map(({ code, message }) => `${code}: ${message}`);
  const place = cursor && { uri: uriOfPath(cursor.path), offset: cursor.offset };
  return {
    workspace,
    reported,
    codes: (path: string) => reported(path).map((one) => one.split(':')[0]),
    definitions: () => definition(workspace.snapshot(), place!)?.map(({ uri }) => uri),
    references: () =>
      references(workspace.snapshot(), place!, { includeDeclaration: true })?.map(({ uri }) => uri),
    rename(name: string) {
      const edits = rename(workspace.snapshot(), place!, name);
      return Array.isArray(edits) ? edits.map(({ uri }) => uri as string).sort() : edits;
    },
    write(path: string, content: string | undefined) {
      if (content === undefined) onDisk.delete(path);
      else onDisk.set(path, content);
      const uri = uriOfPath(path);
      const both = (['content', 'existence'] as const).map((kind) => ({ uri, kind }));
      workspace.changedOnDisk(both);
    },
  };
}

/** A package that others name, and one that names it. */
export const dependency = 'package c:d;\ninterface i { type t = u8; }\n';
export const main = 'package a:b;\nworld w { import c:d/i; }\n';
