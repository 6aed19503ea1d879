import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Tool {
  readonly command: string;
  /** Its version text; another version triggers a rebuild. */
  readonly version: string;
}

/** A command, and the arguments by which it says its version. */
export type Candidate = readonly [command: string, ...version: string[]];

/** The first candidate that exists and works. */
export async function findTool(candidates: readonly Candidate[]): Promise<Tool | undefined> {
  for (const [command, ...args] of candidates) {
    const version = await output(command, args);
    if (version !== undefined) return { command, version };
  }
  return undefined;
}

const output = (command: string, args: readonly string[]): Promise<string | undefined> =>
  promisify(execFile)(command, args).then(
    ({ stdout, stderr }) => `${stdout}${stderr}`.trim(),
    () => undefined,
  );

/** The programs of that name in the virtual environments of the folder and of the one above it. */
export function inVirtualEnvironments(folder: string, name: string): string[] {
  const [bin, file] = process.platform === 'win32' ? ['Scripts', `${name}.exe`] : ['bin', name];
  const places = [folder, join(folder, '..')].flatMap((one) => [join(one, '.venv'), join(one, 'venv')]);
  return places.map((place) => join(place, bin, file)).filter((path) => existsSync(path));
}

/** The text for this platform. */
export const forPlatform = (texts: Readonly<Record<'darwin' | 'win32' | 'linux', string>>): string =>
  process.platform === 'darwin' || process.platform === 'win32' ? texts[process.platform] : texts.linux;
