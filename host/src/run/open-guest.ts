import type { GuestNode } from '../guest-node.ts';
import { openStores } from '../keyvalue/stores.ts';
import type { Grants } from '../protocol.ts';
import { GuestProcess, streamsOf, type GuestProcessOptions } from '../supervise/guest-process.ts';
import { rightsOf } from '../supervise/permissions.ts';
import { spawnGuest } from '../supervise/spawn-guest.ts';
import type { RunContext } from './run.ts';

/** Starts the process of a guest before the guest is translated: both take time, on a processor each. */
export async function openGuest(
  grants: Grants,
  serves: boolean,
  node: GuestNode,
  { storage, ...options }: GuestProcessOptions & Pick<RunContext, 'storage'>,
): Promise<GuestProcess> {
  options.signal.throwIfAborted();
  const stores = await openStores(grants.keyvalue);
  const spawned = await spawnGuest(storage, rightsOf(grants, serves), streamsOf(options), node).catch(
    async (error: unknown) => {
      await stores.close();
      throw error;
    },
  );
  return new GuestProcess(spawned, { grants, stores }, options);
}
