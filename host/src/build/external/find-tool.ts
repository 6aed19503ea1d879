import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HostError } from '../../base/problem.ts';

export interface Tool {
  readonly command: string;
  /** Its version text; another version triggers a rebuild. */
  readonly version: string;
}

/** A command, and the arguments that print its version. */
export type Candidate = readonly [command: string, ...version: string[]];

/**
 * The first candidate that exists and works.
 * @throws HostError `tool-failed` when none works, with the output of the first one that exists
 */
export const findTool = (candidates: readonly Candidate[]): Promise<Tool | undefined> =>
  firstFound(candidates.map((candidate) => () => askVersion(candidate)));

/**
 * The result of the first search that finds something.
 * @throws the first failure, when none finds anything
 */
export async function firstFound<T>(
  searches: readonly (() => Promise<T | undefined>)[],
): Promise<T | undefined> {
  const failures: unknown[] = [];
  for (const search of searches) {
    const found = await search().catch((error: unknown) => void failures.push(error));
    if (found !== undefined) return found;
  }
  if (failures.length > 0) throw failures[0];
  return undefined;
}

async function askVersion([command, ...args]: Candidate): Promise<Tool | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args);
    return { command, version: `${stdout}${stderr}`.trim() };
  } catch (error) {
    const failure = error as ToolFailure;
    if (isMissing(failure, args)) return undefined;
    throw toolFailed([command, ...args].join(' '), failure);
  }
}

interface ToolFailure {
  /** The exit code; null if a signal ended the tool. */
  readonly code: string | number | null;
  readonly signal?: string | null;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** Exit codes of a shim (of pyenv, of Windows) for a command that is not installed. */
const NOT_INSTALLED: readonly unknown[] = [127, 9009];

/** `python -m MODULE` fails if there is no such module. */
const isMissing = ({ code }: ToolFailure, args: readonly string[]): boolean =>
  code === 'ENOENT' || code === 'ENOTDIR' || NOT_INSTALLED.includes(code) || args[0] === '-m';

function toolFailed(line: string, { code, signal, stdout = '', stderr = '' }: ToolFailure): HostError {
  const firstLine = `${stderr}\n${stdout}`.split('\n').find((one) => one.trim() !== '');
  const how = typeof code === 'number' ? `exit code ${code}` : (signal ?? String(code));
  return new HostError({
    code: 'tool-failed',
    message: `\`${line}\` failed (${how})${firstLine === undefined ? '' : `: ${firstLine.trim()}`}`,
    help: `Run \`${line}\` in a terminal to see all that it prints. Repair the installation, or install the tool again.`,
  });
}

/** The programs of that name in the virtual environments of the folder and of the two above it, the nearest first. */
export function inVirtualEnvironments(folder: string, name: string): string[] {
  const [bin, file] = process.platform === 'win32' ? ['Scripts', `${name}.exe`] : ['bin', name];
  const folders = [folder, join(folder, '..'), join(folder, '../..')];
  const places = folders.flatMap((one) => [join(one, '.venv'), join(one, 'venv')]);
  return places.map((place) => join(place, bin, file)).filter((path) => existsSync(path));
}

/** The text for this platform. */
export const forPlatform = (texts: Readonly<Record<'darwin' | 'win32' | 'linux', string>>): string =>
  process.platform === 'darwin' || process.platform === 'win32' ? texts[process.platform] : texts.linux;
