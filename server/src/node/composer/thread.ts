/** The thread of the composer: a crash of the tools does not affect the server. */
import { parentPort } from 'node:worker_threads';
import { jobs } from './jobs.ts';
import type { ComposerReply, Call } from './compose-in-thread.ts';

const functions = jobs as unknown as Readonly<
  Record<string, (...args: readonly unknown[]) => Promise<unknown>>
>;

parentPort!.on('message', ({ id, name, args }: Call) => {
  const post = (message: ComposerReply) => parentPort!.postMessage(message);
  functions[name]!(...args).then(
    (result) => post({ id, result }),
    (error: unknown) => post({ id, reason: error instanceof Error ? error.message : String(error) }),
  );
});
