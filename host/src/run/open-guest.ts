import type { GuestNode } from '../base/guest-node.ts';
import { printMessage } from '../guest/streams/output.ts';
import { openStores } from '../keyvalue/stores.ts';
import type { Grants } from '../protocol.ts';
import { GuestProcess, type GuestProcessOptions } from '../supervise/guest-process.ts';
import { streamsOf } from '../supervise/guest-streams.ts';
import { exportLogs, NO_EXPORT, type LogExporter } from '../supervise/log-exporter.ts';
import { rightsOf } from '../supervise/permissions.ts';
import { spawnGuest } from '../supervise/spawn-guest.ts';
import type { RunContext } from './context.ts';

/** Starts the process of a guest before the guest is translated: both take time, on a processor each. */
export async function openGuest(
  grants: Grants,
  use: { readonly serves: boolean },
  node: GuestNode,
  { storage, ...options }: GuestProcessOptions & Pick<RunContext, 'storage'>,
): Promise<GuestProcess> {
  options.signal.throwIfAborted();
  const stores = await openStores(grants.keyvalue);
  const inspector = options.observer?.inspects === true;
  const rights = { ...rightsOf(grants, use), inspector };
  const spawned = await spawnGuest(storage, rights, streamsOf(options), node).catch(
    async (error: unknown) => {
      await stores.close();
      throw error;
    },
  );
  const logs = logsOf(grants, options);
  return new GuestProcess(spawned, { grants, stores, logs }, options);
}

function logsOf({ logs }: Grants, { output }: GuestProcessOptions): LogExporter {
  if (!logs) return NO_EXPORT;
  const report = (reason: string): void => {
    const line = `log records cannot be sent to ${logs.endpoint}: ${reason}\n`;
    if (output) void printMessage(output, line);
    else process.stderr.write(line);
  };
  return exportLogs(logs, report);
}
