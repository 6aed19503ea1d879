import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packageKey } from '../../../server/src/packages/package-source.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { WorldsResult } from '../protocol.ts';
import { itemId } from '../../../server/src/base/ids.ts';

/** The worlds that some files define, each with the folder of its package. Files that cannot be read have none. */
export function worldsIn(files: readonly string[]): WorldsResult['worlds'] {
  const read = files.map((path) => ({ folder: dirname(path), ast: parse(path, textOf(path)).ast }));
  // Only one file of a package needs a header.
  const packages = new Map(
    read.flatMap(({ folder, ast }) => (ast.header ? [[folder, packageKey(ast.header.id)]] : [])),
  );
  return read.flatMap(({ folder, ast }) =>
    ast.items.flatMap((item) => {
      if (item.kind !== 'world' || !item.name) return [];
      const name = item.name.text;
      return [{ id: itemId(packages.get(folder) ?? '', name), name, folder }];
    }),
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
