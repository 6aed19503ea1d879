import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installWorkbench } from './install-workbench.mjs';

export const WORKBENCH = '.cache/workbench';

/** A workbench that shows nothing unasked and fetches nothing. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  // A browser's VS Code saves by itself a second after the last key; the tests say when.
  'files.autoSave': 'off',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'debug.internalConsoleOptions': 'neverOpen',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/**
 * Serves a VS Code with the packages installed, on a free loopback port.
 *
 * @param {{ data: string, vsix: string[], settings?: object, env?: object }} options `data` keeps profile,
 *   extensions and log of this workbench
 * @returns {Promise<{ authority: string, pid: number, stop: () => Promise<void> }>}
 */
export async function startWorkbench({ data, vsix, settings = {}, env = {} }) {
  const server = installWorkbench(WORKBENCH);
  const user = join(data, 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  writeFileSync(join(user, 'User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
  const args = [
    server,
    '--accept-server-license-terms',
    '--telemetry-level=off',
    `--user-data-dir=${user}`,
    `--server-data-dir=${join(data, 'server')}`,
    `--extensions-dir=${join(data, 'extensions')}`,
  ];
  for (const file of vsix) {
    execFileSync(process.execPath, [...args, '--install-extension', file, '--force'], { stdio: 'pipe' });
  }
  const ports = await redirectToPorts();
  const port = await freePort();
  const listen = ['--host=127.0.0.1', `--port=${port}`, '--without-connection-token'];
  const child = spawn(process.execPath, [...args, ...listen], {
    detached: true, // a group of its own, so that stopping takes the extension hosts too
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, VSCODE_PROXY_URI: ports.template, ...env },
  });
  const log = createWriteStream(join(data, 'workbench.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const authority = `127.0.0.1:${port}`;
  await answers(`http://${authority}/version`, child);
  return { authority, pid: child.pid, stop: () => stop(child).finally(ports.close) };
}

/**
 * The workbench opens a port of this machine as a path of a proxy, which only the whole code-server has: here, such a
 * path leads to the port itself.
 */
async function redirectToPorts() {
  const server = createHttpServer(({ url }, response) => {
    const [, port, rest] = /^\/(\d+)(\/.*)$/.exec(url) ?? [];
    if (port === undefined) response.writeHead(404).end();
    else response.writeHead(302, { location: `http://127.0.0.1:${port}${rest}` }).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    template: `http://127.0.0.1:${server.address().port}/{{port}}/`,
    close: () => server.close(),
  };
}

async function answers(url, child) {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await wait(100);
  }
  throw new Error(`the workbench does not answer at ${url}`);
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

/** A port that is free now. */
export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
