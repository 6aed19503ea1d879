/**
 * The process that js-debug attaches to. TypeScript components run here as plain modules on the main thread,
 * linked to the other components through their bindings; requests are served in the same process.
 */
import { writeSync } from 'node:fs';
import inspector from 'node:inspector';
import { HostError } from '../problem.ts';
import { enableWasmFeatures } from '../node-flags.ts';
import { listen, type Handler } from '../run/serve.ts';
import { respond } from '../run/respond.ts';
import { toRequest } from '../run/request.ts';
import { toProblem } from '../run/trap.ts';
import { answer, handlerOf } from '../run/handle.ts';
import type { ResponseMessage } from '../run/task.ts';
import { link } from './link.ts';
import type { Debuggee, DebuggeeMessage } from './protocol.ts';

enableWasmFeatures();
process.on('disconnect', () => process.exit(0));
process.once('message', (debuggee: Debuggee) => {
  start(debuggee).then(tell, (error) => tell({ kind: 'failed', problem: toProblem(error) }));
});

const tell = (message: DebuggeeMessage): void => void process.send?.(message);

async function start(debuggee: Debuggee): Promise<DebuggeeMessage> {
  inspector.open(0, '127.0.0.1');
  const inspectorPort = Number(new URL(inspector.url() ?? 'ws://127.0.0.1:0').port);
  const stdio = { stdin: () => undefined, stdout: writeAll(1), stderr: writeAll(2) };
  const service = (await link(debuggee, stdio)).findLast((exports) => 'incomingHandler' in exports);
  if (!service) {
    throw new HostError({
      code: 'not-a-service',
      message: 'nothing in the composition exports wasi:http/incoming-handler',
      help: 'Debugging serves a composition over HTTP and stops where a request comes by.',
    });
  }
  const { url } = await listen(debuggee.addr, handlerFor(handlerOf(service)));
  return { kind: 'serving', url, inspectorPort };
}

function handlerFor(handle: ReturnType<typeof handlerOf>): Handler {
  return {
    async handle(request, response) {
      const reply = respond(response);
      const post = (message: ResponseMessage): void => {
        if (message.kind === 'head') reply.head(message.status, message.headers);
        if (message.kind === 'chunk') reply.chunk(message.bytes);
        if (message.kind === 'end') reply.end();
        if (message.kind === 'refused') reply.refused(500, message.problem);
      };
      await answer(await toRequest(request, 0), Promise.resolve(handle), post);
    },
    close: async () => {},
  };
}

const writeAll = (fd: number) => (bytes: Uint8Array) => {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
};
