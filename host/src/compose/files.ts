import { readFileSync, statSync } from 'node:fs';
import { type Disk, gatherFiles } from '../../../server/src/compositions/files/gather-files.ts';
import type { PlacedInstance } from '../../../server/src/compositions/encode.ts';
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

/** Reads the files that the plan has for the instances. */
export const withContents = (instances: readonly PlacedInstance[], problems: Problems): PlacedInstance[] =>
  instances.map((one) =>
    one.files ? { ...one, contents: gatherFiles(one.files, uriOf, disk, problems) } : one,
  );
