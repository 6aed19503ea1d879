import { residentAddress } from '../../../host/src/resident/address.ts';
import { hasResident, startResident, stopResident } from '../../../host/src/resident/client.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio resident status|start|stop

The resident host is a background process that runs components for \`wit-studio run\`, \`invoke\` and \`serve\`, so that
a component that ran before starts without a new process. The first call starts it, and it exits after five minutes
without use; stopping it stops its servers. It is disabled by WIT_STUDIO_RESIDENT=0, and if CI is set.
`;

export async function resident(args: readonly string[]): Promise<number> {
  const [action, ...more] = parse(args, {}, USAGE).positionals;
  if (more.length > 0 || !action || !['status', 'start', 'stop'].includes(action))
    throw new Usage('status, start or stop is required', USAGE);
  const address = residentAddress();
  if (address === undefined)
    return print('there is no resident host here: its folder is not yours alone, or this is Windows');
  if (action === 'start') await startResident(address);
  if (action === 'stop') return print((await stopResident(address)) ? 'it was stopped' : 'none is running');
  if (action === 'status')
    return print((await hasResident(address)) ? `it listens at ${address}` : 'none is running');
  return 0;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}
