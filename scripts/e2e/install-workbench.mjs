/**
 * Installs a real VS Code workbench from the npm registry: code-server, which is VS Code served to a
 * browser. Its packages are fetched without their install scripts (some cannot run as root), and the few
 * native modules the workbench needs are then built one by one with npm's own node-gyp.
 *
 * usage: node scripts/e2e/install-workbench.mjs FOLDER
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { isMain } from '../lib/is-main.mjs';

/** The newest that runs on Node 20; it carries VS Code 1.100.3. */
const CODE_SERVER = '4.100.3';
const RIPGREP = '1.18.0';
const NATIVE_MODULES = ['node-pty', '@vscode/spdlog', 'native-watchdog'];

/** @returns the path of the workbench's server-main.js; installs only when FOLDER has no complete copy. */
export function installWorkbench(folder) {
  const root = resolve(folder);
  const vscode = join(root, 'node_modules/code-server/lib/vscode');
  const stamp = join(root, 'complete');
  const entry = join(vscode, 'out/server-main.js');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === CODE_SERVER) return entry;
  if (process.platform === 'win32')
    throw new Error('code-server does not run on Windows; put `code` on the PATH instead.');

  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"private":true}');
  console.log(`Installing VS Code (code-server ${CODE_SERVER}) into ${root}, about a minute…`);
  const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  npm(root, 'install', `code-server@${CODE_SERVER}`, `${ripgrep}@${RIPGREP}`);
  npm(vscode, 'install', '--omit=dev');
  npm(join(vscode, 'extensions'), 'install', '--omit=dev');
  for (const name of NATIVE_MODULES) buildNative(join(vscode, 'node_modules', name));
  putRipgrep(join(root, 'node_modules', ripgrep), vscode);
  // The server looks for packed modules first; the npm package has them unpacked.
  symlinkSync('node_modules', join(vscode, 'node_modules.asar'));
  writeFileSync(stamp, CODE_SERVER);
  return entry;
}

function npm(folder, ...args) {
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...options], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function buildNative(folder) {
  if (!existsSync(join(folder, 'binding.gyp'))) return;
  const args = [nodeGyp(), 'rebuild', ...headers()];
  try {
    execFileSync(process.execPath, args, { cwd: folder, stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    throw new Error(`building ${folder} failed; it needs Python, make and a C++ compiler.\n${error.stderr}`, {
      cause: error,
    });
  }
}

/** That of the npm that runs this; a Node need not have one beside it. */
function nodeGyp() {
  if (process.env.npm_config_node_gyp) return process.env.npm_config_node_gyp;
  const globalModules = execFileSync('npm', ['root', '-g', '--loglevel=error'], { encoding: 'utf8' }).trim();
  return join(globalModules, 'npm/node_modules/node-gyp/bin/node-gyp.js');
}

/** A Node that came with its headers needs no download. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node.h')) ? [`--nodedir=${prefix}`] : [];
}

/** The postinstall step of @vscode/ripgrep would download this very binary. */
function putRipgrep(packaged, vscode) {
  const bin = join(vscode, 'node_modules/@vscode/ripgrep/bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync(join(packaged, 'bin/rg'), join(bin, 'rg'));
}

if (isMain(import.meta.url)) installWorkbench(process.argv[2] ?? '.cache/workbench');
