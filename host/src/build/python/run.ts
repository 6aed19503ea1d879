import { HostError } from '../../base/problem.ts';
import type { BuildContext } from '../context.ts';
import type { BuildSettings } from '../external/settings.ts';
import { endedBySignal, runTool } from '../tool.ts';
import { witErrorIn } from '../wit-error.ts';
import { helpForMissing, pythonErrors } from './errors.ts';
import type { ComponentizePy } from './tool.ts';

/**
 * Runs componentize-py for the world of a folder.
 * @param args its command, and what belongs to that
 * @param paths the folders that modules are looked for in
 * @throws HostError `wit-invalid`; `python-build`, at the innermost frame of the error in the sources
 */
export async function runComponentizePy(
  { command, environment }: ComponentizePy,
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
  // Without it, componentize-py uses the packages of whichever Python is on the path.
  // And with RUST_BACKTRACE, which developers in Rust often set, it prints a hundred frames of itself around an error.
  const env = { RUST_BACKTRACE: '0', ...(environment !== undefined && { VIRTUAL_ENV: environment }) };
  const code = await runTool({ command, args: [...target, ...args], cwd: folder, env, signal, onLine });
  if (code === 0) return;
  const invalid = witErrorIn(lines.join('\n'), wit);
  if (invalid) throw invalid;
  const findings = pythonErrors(lines, paths);
  const [first] = findings;
  throw new HostError({
    code: 'python-build',
    message: first?.message ?? `componentize-py failed in ${folder}`,
    ...(first?.at && { at: first.at }),
    help: helpFor(first?.message ?? '', environment),
    ...(!first && code === undefined && endedBySignal('componentize-py')),
    findings,
  });
}

const HELP = 'See the output of componentize-py for the whole message.';

/** @param environment the virtual environment whose packages are used */
function helpFor(message: string, environment: string | undefined): string {
  const [, module] = /^ModuleNotFoundError: No module named '([\w.]+)'/.exec(message) ?? [];
  if (module === undefined) return helpForMissing(message) ?? HELP;
  const place = environment === undefined ? 'beside componentize-py' : `into ${environment}`;
  return `If ${module} is a package, install it ${place}; it must be written in Python alone, or built for WASI.`;
}
