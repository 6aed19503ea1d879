import { HostError } from '../../base/problem.ts';
import type { BuildContext } from '../build.ts';
import type { BuildSettings } from '../external/settings.ts';
import { endedBySignal, runTool } from '../tool.ts';
import { pythonErrors } from './errors.ts';

/**
 * Runs componentize-py for the world of a folder.
 * @param args its command, and what belongs to that
 * @param paths the folders that modules are looked for in
 * @throws HostError `python-build`, at the innermost frame of the error in the sources
 */
export async function runComponentizePy(
  command: string,
  args: readonly string[],
  paths: readonly string[],
  { folder, world, wit }: BuildSettings,
  context: BuildContext,
): Promise<void> {
  const target = [...(wit ? ['-d', wit] : []), ...(world ? ['-w', world] : [])];
  const lines: string[] = [];
  const onLine = (_: string, line: string): void | Promise<void> => {
    lines.push(line);
    return context.log(line);
  };
  const { signal } = context;
  const code = await runTool({ command, args: [...target, ...args], cwd: folder, signal, onLine });
  if (code === 0) return;
  const findings = pythonErrors(lines, paths);
  const [first] = findings;
  throw new HostError({
    code: 'python-build',
    message: first?.message ?? `componentize-py failed in ${folder}`,
    ...(first?.at && { at: first.at }),
    help: 'See the output of componentize-py for the whole message.',
    ...(!first && code === undefined && endedBySignal('componentize-py')),
    findings,
  });
}
