import { serveAdapter } from '../../../host/src/debug/adapter/adapter.ts';
import { storage } from '../context.ts';
import { prepareRunnable } from '../runnable.ts';
import { changedFiles } from '../watched-files.ts';
import { parse } from '../usage.ts';

const USAGE = `usage: wit-studio debug-adapter

Speaks the Debug Adapter Protocol on standard input and output, for editors: one session, which ends with it.
`;

export async function debugAdapter(args: readonly string[]): Promise<number> {
  parse(args, {}, USAGE);
  await serveAdapter(process.stdin, process.stdout, {
    storage: storage(),
    prepare: (path) => prepareRunnable(path, { debug: true }),
    changes: changedFiles,
  });
  // An editor may leave it open.
  process.stdin.destroy();
  return 0;
}
