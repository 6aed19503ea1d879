import { Usage } from '../usage.ts';
import { run } from './run.ts';

const USAGE = `usage: wit-studio invoke [OPTIONS] COMPONENT CALL

Calls one export, as in 'add(1, 2)' or 'ns:pkg/iface.{check}(none)', and prints its result, both in WAVE.
The options are those of \`wit-studio run\`.
`;

export async function invoke(args: readonly string[]): Promise<number> {
  const call = args.at(-1);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (args.length < 2 || call === undefined) throw new Usage('which component, and which call?', USAGE);
  return run(['--invoke', call, ...args.slice(0, -1)]);
}
