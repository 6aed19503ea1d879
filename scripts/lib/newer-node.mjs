/** A Node.js that can suspend WebAssembly (JSPI), for tests that need it: from npm, without install scripts. */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const isWindows = process.platform === 'win32';
const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
const PACKAGE = `${prefix}-${isWindows ? 'win' : process.platform}-${process.arch}`;
const FOLDER = '.cache/newer-node';

/** The path of its program, whether or not it is installed. */
export const newerNode = join(FOLDER, 'node_modules', PACKAGE, 'bin', isWindows ? 'node.exe' : 'node');

/**
 * Installs it, unless this process is one or it is installed; tests report that it is missing when npm cannot install
 * it.
 */
export function installNewerNode() {
  if ('Suspending' in WebAssembly || process.env.NEWER_NODE || existsSync(newerNode)) return;
  spawnSync(
    'npm',
    [
      'install',
      ...['--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'],
      `${PACKAGE}@24`,
    ],
    { stdio: 'inherit', shell: isWindows },
  );
}
