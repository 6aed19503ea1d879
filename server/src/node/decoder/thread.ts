/** The thread of the decoder: a crash does not affect the server. */
import { parentPort } from 'node:worker_threads';
import { type DecodeNow, loadDecoder } from './decoder.ts';
import type { ThreadMessage } from './decoder-thread.ts';

const post = (message: ThreadMessage): void => parentPort!.postMessage(message);

const fresh = await loadDecoder();
let decode: DecodeNow | undefined;

parentPort!.on('message', (files: readonly Uint8Array[]) => {
  try {
    decode ??= fresh();
    post({ kind: 'decoded', outcomes: decode(files) });
  } catch (error) {
    // After a trap it cannot be entered again.
    decode = undefined;
    post({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
post({ kind: 'ready' });
