/** The places of other Node.js installations than the host's own. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { realPath } from './real-path.ts';

const isWindows = process.platform === 'win32';
const EXECUTABLE = isWindows ? 'node.exe' : 'node';

/**
 * The npm package with the Node.js of this platform, without an install script: the dependency of the package `node`.
 */
export const NODE_PACKAGE = [
  process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node',
  isWindows ? 'win' : process.platform,
  process.arch,
].join('-');

/**
 * Executables that are there, each once, without this process' own: of packages installed in the `folders` or above
 * them, then those on the path.
 */
export function otherNodes(folders: readonly string[]): string[] {
  const packaged = folders
    .flatMap(upwards)
    .flatMap((folder) => ['node', NODE_PACKAGE].flatMap((name) => executablesOf(folder, name)));
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = [...packaged, ...onPath.map((folder) => join(folder, EXECUTABLE))].filter((path) =>
    existsSync(path),
  );
  const own = realPath(process.execPath);
  return [...new Set(found.map(realPath))].filter((path) => path !== own);
}

/** The possible paths of the program in a package that is installed in the folder. */
export function executablesOf(folder: string, name: string): string[] {
  const home = join(folder, 'node_modules', name);
  return [join(home, 'bin', EXECUTABLE), join(home, EXECUTABLE)];
}

function upwards(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}
