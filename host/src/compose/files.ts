import { readFileSync, statSync } from 'node:fs';
import { type Disk, gatherFiles } from '../../../server/src/compositions/files/gather-files.ts';
import type { PlacedInstance } from '../../../server/src/compositions/graph/graph.ts';
import type { PlannedInstance } from '../../../server/src/compositions/plan.ts';
import type { Problems } from '../../../server/src/compositions/problems.ts';
import { nodeFileSystem, pathOf, uriOf } from '../../../server/src/node/file-system.ts';

const disk: Disk = {
  readDirectory: nodeFileSystem.readDirectory,
  read(uri, limit) {
    const path = pathOf(uri)!;
    try {
      return statSync(path).size > limit ? 'too-large' : new Uint8Array(readFileSync(path));
    } catch {
      return undefined;
    }
  },
};

/**
 * Reads the files that the plan has for the instances.
 * @param placed those of them whose components were found
 */
export function withContents(
  instances: readonly PlannedInstance[],
  placed: readonly PlacedInstance[],
  problems: Problems,
): PlacedInstance[] {
  const contents = new Map(
    instances.flatMap(({ name, files }) =>
      files ? [[name, gatherFiles(files, uriOf, disk, problems)] as const] : [],
    ),
  );
  return placed.map((one) => {
    const found = contents.get(one.name);
    return found ? { ...one, contents: found } : one;
  });
}
