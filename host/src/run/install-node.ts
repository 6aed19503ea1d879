import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../../server/src/node/make-folder.ts';
import { runTool } from '../build/tool.ts';
import { nodeFolder, type GuestNode, probeAgain } from '../base/guest-node.ts';
import { executablesOf, NODE_PACKAGE } from '../node/candidates.ts';
import { HostError } from '../base/problem.ts';

/** The line of Node.js with long-term support that has JSPI and several memories in a module without a flag. */
const NODE_MAJOR = 24;

/** As many lines of npm's output as a problem has among its causes. */
const LAST_LINES = 8;

export interface NodeInstall {
  /** A folder that survives restarts, where guests look for a Node.js of their own. */
  readonly storage: string;
  readonly signal: AbortSignal;
  /** Gets npm's lines. */
  readonly log: (line: string) => void | Promise<void>;
  /** By default npm's own; a test names another. */
  readonly npm?: readonly [command: string, ...args: string[]];
}

/**
 * Gets a Node.js for guests by npm, from the registry that the user's npm is set up for: a package with the program
 * and without a script that runs when it is installed. Nothing else on the machine changes.
 * @throws HostError `npm-missing`, `node-install-failed`; the signal's reason when it was aborted
 */
export async function installNode({ storage, signal, log, npm = NPM }: NodeInstall): Promise<GuestNode> {
  const folder = nodeFolder(storage);
  makeFolder(folder);
  // npm installs beside the nearest package.json.
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const [command, ...first] = npm;
  const args = [...first, 'install', ...OPTIONS, `${NODE_PACKAGE}@${NODE_MAJOR}`];
  const lines: string[] = [];
  const onLine = (_stream: string, line: string) => {
    lines.push(line);
    if (lines.length > LAST_LINES) lines.shift();
    return log(line);
  };
  const status = await runTool({ command, args, cwd: folder, signal, onLine }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? npmMissing(command) : error;
  });
  if (status !== 0) throw failed(`npm ended with ${status ?? 'a signal'}`, lines);
  for (const path of executablesOf(folder, NODE_PACKAGE)) {
    const node = await probeAgain(path);
    if (node) return node;
  }
  throw failed(`the installed program does not start`, lines);
}

/** npm is a script on Windows, which only the shell starts. */
const NPM =
  process.platform === 'win32' ? (['cmd.exe', '/d', '/s', '/c', 'npm'] as const) : (['npm'] as const);
const OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=http'];

const npmMissing = (command: string): HostError =>
  new HostError({
    code: 'npm-missing',
    message: `“${command}” is not on the path, so the package ${NODE_PACKAGE} cannot be installed.`,
    help: `Install Node.js ${NODE_MAJOR} or newer from nodejs.org or with your package manager; WIT Studio finds it on the path.`,
  });

const failed = (what: string, causes: readonly string[]): HostError =>
  new HostError({
    code: 'node-install-failed',
    message: `Node.js ${NODE_MAJOR} was not installed: ${what}`,
    help: 'See the output of npm below; .npmrc configures a proxy or registry. Any Node.js 24 or newer on the path works too.',
    causes: causes.filter((line) => line.trim() !== ''),
  });
