import { homedir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../host/src/build/build.ts';
import type { BuildResult } from '../../host/src/protocol.ts';
import type { RunContext } from '../../host/src/run/run.ts';
import { problemText } from './failure.ts';

const never = new AbortController().signal;

/** Guests have the standard streams of the command; Ctrl-C ends them with it. */
export function runContext(options: Pick<RunContext, 'stdin'> = {}): RunContext {
  return { signal: never, storage: storage(), ...options };
}

/** Builds one folder; what the tools say and what was found goes to standard error. */
export async function buildFolder(folder: string): Promise<BuildResult> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const result = await build(folder, { signal: never, progress: say, log: say });
  for (const finding of result.findings) process.stderr.write(problemText(finding, finding.severity));
  return result;
}

export const composeContext = {
  build: async (folder: string): Promise<string> => (await buildFolder(folder)).component,
  signal: never,
};

/** Where components that were translated or composed to be run stay between runs, by the custom of the XDG base directories. */
export function storage(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'wit-studio');
}
