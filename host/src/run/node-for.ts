import { guestNode, type GuestNode } from '../base/guest-node.ts';

/**
 * The Node.js that runs a component. Packages of the working folder count, those beside the component do not: running a
 * downloaded component must not run programs that are beside it.
 */
export const nodeFor = ({
  project = process.cwd(),
  storage,
}: {
  readonly project?: string;
  readonly storage: string;
}): Promise<GuestNode> => guestNode([project], storage);
