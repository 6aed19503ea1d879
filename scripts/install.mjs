/**
 * Runs `npm ci` unless node_modules agrees with package-lock.json, and installs the newer Node.js of the tests. Needs
 * nothing but Node.js.
 */
import { existsSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { isMain } from './lib/is-main.mjs';
import { installNewerNode } from './lib/newer-node.mjs';
import { reportingFailure, SetupFailure } from './lib/setup-failure.mjs';

/** @throws SetupFailure when npm fails, which says why */
export function installDependencies() {
  if (isCurrent()) return;
  console.log('Installing dependencies, once: a minute or two …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new SetupFailure('`npm ci` failed: its message above says why.');
}

/** npm writes this file last, whenever it has changed node_modules. */
function isCurrent() {
  const written = 'node_modules/.package-lock.json';
  return existsSync(written) && statSync(written).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

if (isMain(import.meta.url))
  await reportingFailure(() => {
    installDependencies();
    installNewerNode();
  });
