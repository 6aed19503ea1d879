import type { Snapshot } from '../../../analysis/snapshot.ts';
import type { WorldItem } from '../../../syntax/ast.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { packagesIn } from '../../name-at.ts';

/** The item of a world at an offset. */
export function worldItemAt(
  snapshot: Snapshot,
  { uri, tokens }: ParsedFile,
  offset: number,
): WorldItem | undefined {
  const token = tokens.firstEndingAfter(offset);
  const worlds = packagesIn(snapshot.root(uri), uri).flatMap((one) => one.worlds);
  const items = worlds.filter((world) => world.file === uri).flatMap(({ node }) => node.items);
  return items.find(({ first, last }) => first <= token && token <= last);
}
