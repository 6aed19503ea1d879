import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from '../programs.ts';
import { realPath } from '../node/real-path.ts';
import { ownNode, type GuestNode } from '../base/guest-node.ts';
import type { Grants } from '../protocol.ts';

/** The permissions of a guest process, as far as Node.js can enforce them. */
export interface Rights {
  /** Folders of this machine that it may read, and write if so. */
  readonly dirs: readonly { readonly host: string; readonly readOnly: boolean }[];
  /** Whether it listens, or sends. */
  readonly network: boolean;
  /** Whether a debugger inspects it from within. */
  readonly inspector?: boolean;
}

/**
 * The permissions that a guest's grants need.
 * @param use.serves whether its process listens for requests
 */
export const rightsOf = (
  { dirs = [], network, tcp, udp, nameLookup }: Grants,
  { serves }: { readonly serves: boolean },
): Rights => ({
  dirs: dirs.map(({ host, readOnly = false }) => ({ host, readOnly })),
  network: serves || [network, tcp, udp, nameLookup].includes(true),
});

/** Whether the permission model of this Node.js can allow the inspector. */
export const mayInspect = ({ flags }: Pick<GuestNode, 'flags'>): boolean =>
  flags.includes('--allow-inspector');

/**
 * Flags of Node that deny files beyond `rights` and the folder of the guest's own files, other processes, addons and
 * the inspector. Node follows links out of an allowed folder, does not restrict the network before version 26, and does
 * not restrict a thread with flags of its own: this is a second barrier behind the guest's own, which resolves paths
 * and has no such calls.
 */
export function permissionFlags(
  folder: string,
  { dirs, network, inspector = false }: Rights,
  { flags }: Pick<GuestNode, 'flags'> = ownNode(),
): string[] {
  const model = ['--permission', '--experimental-permission'].find((flag) => flags.includes(flag));
  // A permission model that cannot allow the inspector is left out where a user debugs.
  if (model === undefined || (inspector && !mayInspect({ flags }))) return [];
  const granted = dirs.flatMap(({ host }) => spellings(host));
  const writable = dirs.filter(({ readOnly }) => !readOnly).flatMap(({ host }) => spellings(host));
  const engine = dirname(fileURLToPath(program('guest')));
  return [
    model,
    '--allow-worker',
    ...['--allow-net'].filter((flag) => network && flags.includes(flag)),
    ...['--allow-inspector'].filter(() => inspector),
    ...apart([...[engine, folder].flatMap(spellings), ...withHandles(granted)]).map(
      (path) => `--allow-fs-read=${path}`,
    ),
    ...apart(withHandles(writable)).map((path) => `--allow-fs-write=${path}`),
  ];
}

/** Granted folders are walked by the handles of those that are open (wasi/filesystem/folder.ts). */
const HANDLES = '/proc/self/fd/';
const withHandles = (folders: readonly string[]): readonly string[] =>
  folders.length > 0 ? [...folders, HANDLES] : [];

/** Node.js denies the root itself if another path was allowed before it (findings/node-permission-root.sh). */
const [ROOT, ALL] = ['/', '*'];

/**
 * Node.js denies an allowed folder itself if a path in it was allowed before, as it denies the root, or one beside it
 * whose name begins with its name (seen with 24.21 and 26.12). So what is in an allowed folder is left out, and in
 * place of a folder beside such a one their parent is allowed: the guest's own barrier keeps it to its folders. The
 * root is never allowed in place of two folders in it.
 */
function apart(folders: readonly string[]): readonly string[] {
  if (folders.includes(ALL)) return [ALL];
  const outer = [...new Set(folders)].filter(
    (one) => !folders.some((other) => other !== one && one.startsWith(other)),
  );
  const denied = outer.find((one) =>
    outer.some((other) => other !== one && other.startsWith(one.slice(0, -1))),
  );
  if (denied === undefined || dirname(denied) === ROOT) return outer;
  return apart([...outer, withSeparator(dirname(denied))]);
}

/** A folder as it is named, and as the system names it behind links; each with all that is in it. */
function spellings(folder: string): string[] {
  const real = realPath(folder);
  return [...new Set([folder, real])].map(withSeparator);
}

const withSeparator = (path: string): string => (path === ROOT ? ALL : join(path, '/'));
