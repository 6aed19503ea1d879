/**
 * Packs the extension as it was built last: the neutral .vsix, and one for each platform named, which also
 * carries the native builder of JavaScript components. What goes in is listed in .vscodeignore.
 *
 * usage: node scripts/package.mjs [--target linux-x64]…   (without: neutral and this machine's)
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { isMain } from './lib/is-main.mjs';
import { thisTarget, vsixPath } from './lib/vsix-path.mjs';

/** What vsce calls a platform, and what componentize-qjs does. */
const BINDINGS = {
  'linux-x64': 'linux-x64-gnu',
  'linux-arm64': 'linux-arm64-gnu',
  'alpine-x64': 'linux-x64-musl',
  'alpine-arm64': 'linux-arm64-musl',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-x64-msvc',
  'win32-arm64': 'win32-arm64-msvc',
};

const BUILDER = 'componentize-qjs';

/** @param {string | undefined} target undefined for the neutral package */
export async function packageExtension(target) {
  const stage = resolve('.cache/package', target ?? 'neutral');
  rmSync(stage, { recursive: true, force: true });
  const files = await listFiles({ packageManager: PackageManager.None });
  for (const file of files) cpSync(file, join(stage, file));
  writeFileSync(join(stage, 'package.json'), JSON.stringify(shippedManifest(), null, 2));
  if (target) addBuilder(target, join(stage, 'dist/node_modules'));
  const packagePath = vsixPath(target);
  // Pictures and pages of the README ship with it, so its links stay as they are.
  const options = {
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    dependencies: false,
    ignoreFile: resolve('.vscodeignore'),
  };
  await createVSIX({ cwd: stage, packagePath, ...options, ...(target && { target }) });
  return packagePath;
}

/** The manifest without what only the checkout needs: all dependencies are bundled, but for the builder. */
function shippedManifest() {
  const all = JSON.parse(readFileSync('package.json', 'utf8'));
  const {
    scripts: _scripts,
    devDependencies: _tools,
    overrides: _overrides,
    dependencies,
    ...manifest
  } = all;
  return { ...manifest, dependencies: { [BUILDER]: dependencies[BUILDER] } };
}

/** Puts componentize-qjs and its binding where `dist/host` finds them. */
function addBuilder(target, modules) {
  const binding = `@andreiltd/componentize-qjs-binding-${BINDINGS[target]}`;
  for (const name of [BUILDER, binding]) {
    cpSync(installed(name), join(modules, name), { recursive: true });
  }
}

/** The folder of a package, fetched when it is another platform's and therefore not installed. */
function installed(name) {
  const here = join('node_modules', name);
  if (existsSync(here)) return here;
  const { version } = JSON.parse(readFileSync(`node_modules/${BUILDER}/package.json`, 'utf8'));
  const folder = join('.cache/bindings', name);
  mkdirSync(folder, { recursive: true });
  const options = ['--silent', '--pack-destination', folder];
  const archive = execFileSync('npm', ['pack', `${name}@${version}`, ...options], {
    encoding: 'utf8',
  }).trim();
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', folder]);
  return join(folder, 'package');
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({ options: { target: { type: 'string', multiple: true } } });
  for (const target of values.target ?? [undefined, thisTarget()]) await packageExtension(target);
}
