import { ownNode, type GuestNode } from '../../../host/src/base/guest-node.ts';
import { installNode } from '../../../host/src/run/install-node.ts';
import { nodeFor } from '../../../host/src/run/node-for.ts';
import { storage } from '../storage.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio node [install]

Prints which Node.js WIT Studio runs on, and which one components run on.
  install                   install Node.js 24 for components with npm, into the cache of WIT Studio
`;

export async function node(args: readonly string[]): Promise<number> {
  const [action, ...more] = parse(args, {}, USAGE).positionals;
  if (more.length > 0 || (action !== undefined && action !== 'install'))
    throw new Usage('the only argument is install', USAGE);
  if (action === 'install') await installNode({ storage: storage(), signal: ended(), log: toStderr });
  const guests = await nodeFor({ storage: storage() });
  process.stdout.write(`WIT Studio: ${describe(ownNode())}\ncomponents: ${describe(guests)}\n`);
  return 0;
}

const describe = ({ command, version, jspi, multiMemory }: GuestNode): string =>
  `Node.js ${version}, ${jspi ? 'with' : 'without'} WASI 0.3, ${multiMemory ? 'with' : 'without'} several memories in a module (${command})`;

/** Ctrl-C ends npm with all that it started. */
function ended(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort(new Error('it was interrupted')));
  return controller.signal;
}

const toStderr = (line: string): void => void process.stderr.write(`${line}\n`);
