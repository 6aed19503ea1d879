/** A hash of the sources of generated files, to detect changes of sources without generating again. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param paths files of `folder`, and folders with all that is in them */
export function sourcesHash(folder, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((one) => filesOf(folder, one)).sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  return hash.digest('hex');
}

function filesOf(folder, path) {
  if (statSync(join(folder, path)).isFile()) return [path];
  const entries = readdirSync(join(folder, path), { recursive: true, encoding: 'utf8' });
  const names = entries.map((name) => `${path}/${name.replaceAll('\\', '/')}`);
  return names.filter((name) => statSync(join(folder, name)).isFile());
}
