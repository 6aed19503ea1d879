/** The Node.js that the processes of guests run on, which need not be the host's. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasJspi, supportsMultiMemory, TWO_MEMORIES } from '../node/flags.ts';
import { NODE_PACKAGE, otherNodes } from '../node/candidates.ts';
import { HostError } from './problem.ts';

/** A Node.js, and its capabilities for guests. */
export interface GuestNode {
  readonly command: string;
  /** `major.minor.patch` */
  readonly version: string;
  /** Whether it can suspend WebAssembly (JSPI), which WASI 0.3 needs. */
  readonly jspi: boolean;
  /** Whether a core module may have several memories. */
  readonly multiMemory: boolean;
  /** Which of `PERMISSION_FLAGS` it knows. */
  readonly flags: readonly string[];
}

const PERMISSION_FLAGS = [
  '--permission',
  '--experimental-permission',
  '--allow-net',
  '--allow-inspector',
] as const;

/** Names a Node.js for guests, as the setting `wit.host.node` does in VS Code. */
export const NODE_VARIABLE = 'WIT_STUDIO_NODE';

/** The folder below the host's storage where `npm install --prefix` puts a Node.js for guests. */
export const nodeFolder = (storage: string): string => join(storage, 'node');

/** The Node.js of this process. */
export const ownNode = (): GuestNode => ({
  command: process.execPath,
  version: process.versions.node,
  jspi: hasJspi(),
  multiMemory: supportsMultiMemory(),
  flags: PERMISSION_FLAGS.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
});

/**
 * The one that `WIT_STUDIO_NODE` names; else the host's own if it can do everything; else the first that can of
 * those in the project, in the storage and on the path; else the host's own.
 * @param folders of the project, whose packages may have a Node.js
 * @param storage a folder that survives restarts
 * @throws HostError `node-not-found`
 */
export async function guestNode(folders: readonly string[], storage: string): Promise<GuestNode> {
  const named = process.env[NODE_VARIABLE] ?? '';
  if (named !== '') return (await probe(named)) ?? refuse(named);
  const own = ownNode();
  if (isComplete(own)) return own;
  for (const command of otherNodes([...folders, nodeFolder(storage)])) {
    const node = await probe(command);
    if (node && isComplete(node)) return node;
  }
  return own;
}

const isComplete = ({ jspi, multiMemory }: GuestNode): boolean => jspi && multiMemory;

/** The remedy for a component that needs a newer Node.js than `node`. */
export const HOW_TO_GET_NODE = `Get one for components: \`wit-studio node install\`, in VS Code “WIT: Install Node.js for Components”. A \`node\` of version 24 or newer on the path is found as well, and so is the package ${NODE_PACKAGE}@24 in the project. Or name one: in VS Code by the setting wit.host.node, for the command by the variable ${NODE_VARIABLE}.`;

const PROBE = `console.log(JSON.stringify({
  version: process.versions.node,
  jspi: 'Suspending' in WebAssembly,
  multiMemory: WebAssembly.validate(Uint8Array.of(${TWO_MEMORIES.join()})),
  flags: ${JSON.stringify(PERMISSION_FLAGS)}.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
}))`;

/** Cached probes by command: each costs a start of Node.js. */
const probes = new Map<string, Promise<GuestNode | undefined>>();

/** Probes a program that has just been installed. @returns undefined when it does not start as Node.js */
export function probeAgain(command: string): Promise<GuestNode | undefined> {
  probes.delete(command);
  return probe(command);
}

function probe(command: string): Promise<GuestNode | undefined> {
  const node = probes.get(command) ?? runProbe(command);
  probes.set(command, node);
  return node;
}

async function runProbe(command: string): Promise<GuestNode | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, ['-e', PROBE], { timeout: 10_000, env: {} });
    return { command, ...(JSON.parse(stdout) as Omit<GuestNode, 'command'>) };
  } catch {
    return undefined;
  }
}

function refuse(named: string): never {
  throw new HostError({
    code: 'node-not-found',
    message: `“${named}” does not start as Node.js.`,
    help: `The variable ${NODE_VARIABLE} names it. Unset it to let WIT Studio choose.`,
  });
}
