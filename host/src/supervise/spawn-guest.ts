import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GuestFolder } from '../engine/guest-folder.ts';
import { program } from '../programs.ts';
import { ownNode, type GuestNode } from '../base/guest-node.ts';
import { permissionFlags, type Rights } from './permissions.ts';

/** Whose standard streams a guest's process has: none, this process', or pipes to it. */
export interface Streams {
  readonly stdin: 'ignore' | 'inherit' | 'pipe';
  readonly output: 'ignore' | 'inherit' | 'pipe';
}

/** The streams of a process that outlives its guest: messages. */
export const MESSAGES: Streams = { stdin: 'ignore', output: 'ignore' };

/** A process that loads its programs, and waits for a guest. */
export interface SpawnedGuest {
  readonly child: ChildProcess;
  /** The folder with the files of its guest, which is removed with it. */
  readonly folder: GuestFolder;
}

/** @param storage a folder for caches that survives restarts */
export async function spawnGuest(
  storage: string,
  rights: Rights,
  streams: Streams,
  node: GuestNode = ownNode(),
): Promise<SpawnedGuest> {
  const folder = await GuestFolder.create(storage);
  const child = fork(fileURLToPath(program('guestProcess')), [], {
    execPath: node.command,
    execArgv: ['--no-warnings', ...permissionFlags(folder.path, rights, node)],
    env: environment(),
    serialization: 'advanced',
    stdio: [streams.stdin, streams.output, streams.output, 'ipc'],
  });
  // Files that cannot be removed while a thread is ending are removed by the next host.
  const remove = () => void folder.remove().catch(() => {});
  child.once('close', remove);
  child.once('error', remove);
  return { child, folder };
}

/** Nothing of the host's environment; Windows and Electron cannot start without these. */
function environment(): NodeJS.ProcessEnv {
  const names = ['SYSTEMROOT', 'ELECTRON_RUN_AS_NODE'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
