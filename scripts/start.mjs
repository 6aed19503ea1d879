/**
 * From a fresh clone to the sample in an editor, with nothing but Node: installs, builds, packs the extension
 * and opens test-fixtures/workspaces/edge in the `code` on the path, else in a VS Code of its own that is
 * served on a loopback port.
 *
 * usage: npm start               the editor
 *        npm start -- --headless   composes and serves the sample, sends it one request, prints the response
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { installDependencies } from './install.mjs';
import { reportingFailure } from './lib/setup-failure.mjs';
import { vsixPath } from './lib/vsix-path.mjs';

const SAMPLE = resolve('test-fixtures/workspaces/edge');
const REQUEST = '/hello?name=ada';
const shell = process.platform === 'win32';

async function openEditor() {
  console.log('Packing the extension …');
  quietly('scripts/package.mjs');
  const vsix = vsixPath();
  if (hasCode()) openInCode(vsix);
  else await openInBrowser(vsix);
}

/** Runs a script of ours; what its tools print is shown only if it fails. */
function quietly(script) {
  const { status, output } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status === 0) return;
  console.error(output.join(''));
  process.exit(1);
}

function hasCode() {
  try {
    execFileSync('code', ['--version'], { stdio: 'ignore', shell });
    return true;
  } catch {
    return false;
  }
}

/**
 * Of a profile that shows only the sample, which is the checkout's own: no question whether to trust it, or whether to
 * open the repository around it. Its README is open, with the next steps.
 */
const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'workbench.startupEditor': 'readme',
  'debug.internalConsoleOptions': 'openOnSessionStart',
};

/** With a profile of its own: the user's settings and extensions stay as they are. */
function openInCode(vsix) {
  const settings = resolve('.cache/code/user/User/settings.json');
  // Existing files keep the user's changes.
  if (!existsSync(settings)) {
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(settings, JSON.stringify(SETTINGS, undefined, 2));
  }
  const profile = [
    '--user-data-dir',
    resolve('.cache/code/user'),
    '--extensions-dir',
    resolve('.cache/code/extensions'),
  ];
  const code = (...args) => execFileSync('code', [...profile, ...args], { stdio: 'inherit', shell });
  code('--install-extension', vsix, '--force');
  code(SAMPLE);
}

async function openInBrowser(vsix) {
  const { startWorkbench } = await import('./e2e/workbench.mjs');
  const { authority, stop } = await startWorkbench({
    data: resolve('.cache/code-server'),
    vsix: [vsix],
    settings: SETTINGS,
  });
  console.log(`\nVS Code with the sample: http://${authority}/?folder=${SAMPLE}\nCtrl+C ends it.`);
  await Promise.race(['SIGINT', 'SIGTERM'].map((name) => once(process, name)));
  await stop();
}

async function serveOnce() {
  const command = (...args) => [resolve('dist/cli/wit-studio.js'), ...args];
  const composing = command('compose', '--explain', 'composition.toml');
  execFileSync(process.execPath, composing, { cwd: SAMPLE, stdio: 'inherit' });
  const serving = command('serve', '--addr', '127.0.0.1:0', 'target/composition.wasm');
  const server = spawn(process.execPath, serving, { cwd: SAMPLE, stdio: ['ignore', 'inherit', 'pipe'] });
  try {
    const response = await fetch(new URL(REQUEST, await servedAt(server)));
    console.log(
      `\nA request to ${SAMPLE}/handler/src/handler.ts, composed with auth/:\n\nGET ${REQUEST}\n${response.status} ${response.statusText}\n${await response.text()}`,
    );
    if (!response.ok) process.exitCode = 1;
    else console.log('Next: docs/get-started.md makes a component of your own.');
  } finally {
    server.kill();
  }
}

/** The URL in the command's output. */
async function servedAt(server) {
  for await (const line of createInterface({ input: server.stderr })) {
    console.log(line);
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return url;
  }
  throw new Error('wit-studio serve ended without serving');
}

const { values } = parseArgs({ options: { headless: { type: 'boolean' } } });
await reportingFailure(async () => {
  installDependencies();
  console.log('Building WIT Studio …');
  quietly('esbuild.mjs');
  await (values.headless ? serveOnce() : openEditor());
});
