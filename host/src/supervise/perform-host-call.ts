import type { HostCall, HostResult } from '../guest/host-calls.ts';
import type { ObserverHost } from '../guest/crossing/report.ts';
import type { Stores } from '../keyvalue/stores.ts';
import type { Grants } from '../protocol.ts';
import { performFileCall } from './file-calls.ts';
import type { LogExporter } from './log-exporter.ts';

/** The grants of a guest and its open resources, which close with it. */
export interface Granted {
  readonly grants: Grants;
  readonly stores: Stores;
  readonly logs: LogExporter;
}

/**
 * Performs a call that the process of a guest's thread is not allowed to make itself.
 * @param pid of the process
 */
export async function performHostCall(
  call: HostCall,
  { grants, stores, logs }: Granted,
  pid: number,
  observer: ObserverHost | undefined,
): Promise<HostResult> {
  switch (call.kind) {
    case 'report':
      return (await observer?.report(call.report)) ?? { kind: 'go' };
    case 'store':
      return stores.perform(call.call);
    case 'log':
      logs.take(call.record);
      return '';
    default:
      return performFileCall(call, pid, grants);
  }
}
