import type { GuestNode } from '../../base/guest-node.ts';

/** The limitation when a guest's TypeScript runs as a script of this Node.js; undefined when its grants still apply. */
export function noteOnRights({ flags, version }: Pick<GuestNode, 'flags' | 'version'>): string | undefined {
  if (!flags.includes('--allow-inspector'))
    return `Node.js ${version} has no permission model for a debugged process: the TypeScript runs with your rights. Node.js 24 or newer holds back files and programs.`;
  if (!flags.includes('--allow-net'))
    return `Node.js ${version} does not hold back the network: the TypeScript could use it without a grant. Node.js 26 or newer does.`;
  return undefined;
}
