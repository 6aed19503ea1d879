import { guestNode, type GuestNode } from '../guest-node.ts';

/**
 * The Node.js that will run a component. Packages of the folder that one works in count, and not those beside the
 * component: who downloads one to run it has not agreed to run the programs that lie there.
 */
export const nodeFor = ({
  project = process.cwd(),
  storage,
}: {
  readonly project?: string;
  readonly storage: string;
}): Promise<GuestNode> => guestNode([project], storage);
