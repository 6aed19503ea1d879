import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as vscode from 'vscode';
import { problemError } from '../host/problem-error.ts';
import type { Command } from '../studio.ts';
import { job } from '../ui/job.ts';

const BUILDER = 'componentize-qjs';

/**
 * Fetches the native builder of JavaScript components from the npm registry, for the package of this
 * extension that comes without one. It goes where the component host looks for it.
 */
export const installBuilder: Command = {
  id: 'wit.installBuilder',
  run: (studio) =>
    job(studio, 'Installing the JavaScript builder', async (token) => {
      const { extensionPath, packageJSON } = studio.extension;
      await npmInstall(`${BUILDER}@${packageJSON.dependencies[BUILDER]}`, join(extensionPath, 'dist'), token);
      await studio.host.stop();
      studio.output.appendLine('The JavaScript builder is installed.');
      return true;
    }),
};

async function npmInstall(what: string, where: string, token: vscode.CancellationToken): Promise<void> {
  const abort = new AbortController();
  const cancelled = token.onCancellationRequested(() => abort.abort());
  const args = [
    'install',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--prefix',
    where,
    what,
  ];
  try {
    const options = { signal: abort.signal, shell: process.platform === 'win32' };
    await promisify(execFile)('npm', args, options);
  } catch (error) {
    throw problemError({
      code: 'builder-not-installed',
      message: `npm could not install ${what}.`,
      causes: [String((error as { stderr?: unknown }).stderr ?? error).trim()],
      help: 'It needs npm on the path and the npm registry. The extension’s package for your platform contains the builder.',
    });
  } finally {
    cancelled.dispose();
  }
}
