/**
 * Installs a real VS Code workbench from the npm registry: code-server, which is VS Code served to a
 * browser. Its packages are fetched without their install scripts (some cannot run as root), and the few
 * native modules the workbench needs are then built one by one with npm's own node-gyp.
 * What the tools print is in the folder's install.log.
 *
 * usage: node scripts/e2e/install-workbench.mjs FOLDER
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { execFileSync, spawnSync } from 'node:child_process';
import { installBuildTools } from '../lib/build-tools.mjs';
import { isMain } from '../lib/is-main.mjs';
import { reportingFailure, SetupFailure } from '../lib/setup-failure.mjs';

/** The newest that runs on Node 20; it carries VS Code 1.100.3. */
const CODE_SERVER = '4.100.3';
const RIPGREP = '1.18.0';
const NATIVE_MODULES = ['node-pty', '@vscode/spdlog', 'native-watchdog'];

const LOG = 'install.log';
/** The editor that `npm start` opens without an installation. */
const OWN_EDITOR = 'with the command `code` on the path, `npm start` opens your own VS Code.';

/**
 * Installs only when the folder has no complete copy.
 * @returns the path of the workbench's server-main.js
 * @throws SetupFailure
 */
export function installWorkbench(folder) {
  const root = resolve(folder);
  const vscode = join(root, 'node_modules/code-server/lib/vscode');
  const stamp = join(root, 'complete');
  const entry = join(vscode, 'out/server-main.js');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === CODE_SERVER) return entry;
  if (process.platform === 'win32')
    throw new SetupFailure(`code-server does not run on Windows; ${OWN_EDITOR}`);

  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"private":true}');
  console.log(`Installing VS Code (code-server ${CODE_SERVER}) into ${root}, about a minute…`);
  const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const log = join(root, LOG);
  npm(log, root, 'install', `code-server@${CODE_SERVER}`, `${ripgrep}@${RIPGREP}`);
  npm(log, vscode, 'install', '--omit=dev');
  npm(log, join(vscode, 'extensions'), 'install', '--omit=dev');
  for (const name of NATIVE_MODULES) buildNative(log, join(vscode, 'node_modules', name));
  putRipgrep(join(root, 'node_modules', ripgrep), vscode);
  // The server looks for packed modules first; the npm package has them unpacked.
  symlinkSync('node_modules', join(vscode, 'node_modules.asar'));
  writeFileSync(stamp, CODE_SERVER);
  return entry;
}

function npm(log, folder, ...args) {
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const output = run(log, folder, 'npm', [...args, ...options]);
  if (output === undefined) return;
  const reason = /^npm (?:error|ERR!) (?!code |A complete log)(.+)/m.exec(output)?.[1];
  throw failed(
    'VS Code could not be fetched by npm',
    reason,
    'Check the connection to the registry of npm',
    log,
  );
}

/** A compiler that is missing is reported by make or by gyp, other tools by node-gyp. */
const GYP_REASONS =
  /^make: (\S+: (?:No such file|not found|Permission denied).*)|^FileNotFoundError: \[Errno 2\] (.+)|^gyp ERR! stack Error: (.+)/m;

function buildNative(log, folder) {
  if (!existsSync(join(folder, 'binding.gyp'))) return;
  const output = run(log, folder, process.execPath, [nodeGyp(), 'rebuild', ...headers()]);
  if (output === undefined) return;
  const reason = GYP_REASONS.exec(output)?.slice(1).find(Boolean);
  const install = installBuildTools();
  throw failed(
    `${basename(folder)}, a native module of VS Code, could not be built`,
    reason,
    `It needs Python, make and a C++ compiler${install ? `: \`${install}\`` : ''}`,
    log,
  );
}

/** @returns the output of a tool that failed */
function run(log, cwd, command, args) {
  const before = existsSync(log) ? readFileSync(log).length : 0;
  const file = openSync(log, 'a');
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', file, file] });
  closeSync(file);
  return status === 0 ? undefined : readFileSync(log).subarray(before).toString();
}

const failed = (what, reason, remedy, log) =>
  new SetupFailure(
    `${what}${reason ? `: ${reason}` : ''}\n${remedy}. Or: ${OWN_EDITOR}\nThe whole output is in ${log}`,
  );

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

if (isMain(import.meta.url))
  await reportingFailure(() => installWorkbench(process.argv[2] ?? '.cache/workbench'));
