import type { Grants } from '../protocol.ts';
import { GuestProcess, streamsOf, type GuestProcessOptions } from '../supervise/guest-process.ts';
import { rightsOf } from '../supervise/permissions.ts';
import { spawnGuest } from '../supervise/spawn-guest.ts';
import type { RunContext } from './run.ts';

/** Starts the process of a guest before the guest is translated: both take time, on a processor each. */
export async function openGuest(
  grants: Grants,
  serves: boolean,
  { storage, spare, ...options }: GuestProcessOptions & Pick<RunContext, 'storage' | 'spare'>,
): Promise<GuestProcess> {
  options.signal.throwIfAborted();
  const rights = rightsOf(grants, serves);
  const streams = streamsOf(options);
  const spawned = await (spare?.take(rights, streams) ?? spawnGuest(storage, rights, streams));
  return new GuestProcess(spawned, grants, options);
}

/** Has a process ready for the next guest that is started as this one was. */
export function expectAnother(
  grants: Grants,
  serves: boolean,
  { spare, ...options }: GuestProcessOptions & Pick<RunContext, 'spare'>,
): void {
  spare?.prepare(rightsOf(grants, serves), streamsOf(options));
}
