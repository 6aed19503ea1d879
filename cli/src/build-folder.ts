import { build } from '../../host/src/build/build.ts';
import type { BuildResult } from '../../host/src/protocol.ts';
import { problemText } from './failure.ts';

const never = new AbortController().signal;

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
