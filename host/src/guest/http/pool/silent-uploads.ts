import { nowMs } from '../../../node/now.ts';
import type { PendingRequest } from './pending-request.ts';

/** How long a client may send nothing of a body that its guest waits for. */
const UPLOAD_MS = 60_000;
/** The same while other requests wait: such a guest may hold a thread, and has one of the places of all requests. */
const CROWDED_MS = 2_000;
/** A request that has waited for so long has no place. */
const WAITS_MS = 1_000;
const LOOK_MS = 500;

/** The requests of a server. */
export interface Requests {
  /** The requests that guests are handling. */
  readonly held: () => readonly PendingRequest[];
  /** The one that has waited the longest for a guest. */
  readonly first: () => PendingRequest | undefined;
}

/**
 * Ends the connections of clients that send nothing of a body, so that half requests hold up no others for long.
 * @returns ends the watch
 */
export function endSilentUploads({ held, first }: Requests, uploadMs = UPLOAD_MS): () => void {
  const look = (): void => {
    const now = performance.now();
    const isCrowded = waitedMs(first()) > WAITS_MS;
    const most = isCrowded ? Math.min(uploadMs, CROWDED_MS) : uploadMs;
    for (const request of held()) if (now - (request.silentSince ?? now) > most) request.cut();
  };
  const watch = setInterval(look, LOOK_MS).unref();
  return () => clearInterval(watch);
}

const waitedMs = (request?: PendingRequest): number => (request ? nowMs() - request.came : 0);
