// Runs every *.test.ts (or those whose path contains an argument) with Node's own test runner.
// usage: node scripts/test-unit.mjs [PATH-PART…]
import { readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleTests } from './lib/bundle-tests.mjs';
import { testArgs } from './lib/counts.mjs';

const roots = [
  'server/src',
  'host/src',
  'cli/src',
  'client/src',
  'syntaxes',
  'grammars',
  'toolkit',
  'scripts',
];
const skip = /(^|\/)(node_modules|dist|target|e2e)(\/|$)/;

function testsBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !skip.test(path));
}

const wanted = process.argv.slice(2);
const files = roots
  .flatMap(testsBelow)
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)));
if (files.length === 0) {
  console.error(`no test matches ${wanted.join(' ')}`);
  process.exit(2);
}
const bundles = await bundleTests(files);
// Commands that tests start leave no host behind.
const env = { ...process.env, TEST_BUNDLES: bundles.folder, WIT_STUDIO_RESIDENT: '0' };
const { status } = spawnSync(process.execPath, testArgs(bundles.files), { env, stdio: 'inherit' });
process.exit(status ?? 1);
