import { serveAdapter } from '../../../host/src/debug/adapter/adapter.ts';
import { storage } from '../storage.ts';
import { prepareRunnable } from '../runnable.ts';
import { changedFiles } from '../serving/watched-files.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio debug-adapter

Runs the debug adapter for one session of an editor, which speaks DAP on its standard input and output.
`;

export async function debugAdapter(args: readonly string[]): Promise<number> {
  const [other] = parse(args, {}, USAGE).positionals;
  if (other !== undefined) throw new Usage(`unexpected argument ${other}`, USAGE);
  // A file, or /dev/null, ends without being closed.
  process.stdin.once('end', () => process.stdin.destroy());
  await serveAdapter(process.stdin, process.stdout, {
    storage: storage(),
    prepare: (path, progress) => prepareRunnable(path, { debug: true, progress }),
    changes: changedFiles,
  });
  // An editor may leave it open.
  process.stdin.destroy();
  return 0;
}
