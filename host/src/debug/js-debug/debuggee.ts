/**
 * The process that js-debug attaches to. TypeScript components run here as plain modules on the main thread,
 * linked to the other components through their bindings; requests are served in the same process.
 */
import { writeSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import inspector from 'node:inspector';
import { listen, type Handler } from '../../guest/http/listen.ts';
import { entriesOf } from '../../wasi/http/fields.ts';
import { readySource, sourceOf } from '../../wasi/input-stream.ts';
import { networkByThread } from '../../guest/http/network-thread.ts';
import { respond } from '../../guest/http/respond.ts';
import { headOf } from '../../guest/http/request.ts';
import { toProblem } from '../../guest/trap.ts';
import { respondTo } from '../../guest/thread/handle.ts';
import { handlerOf, type Handle } from '../../guest/thread/handler.ts';
import type { Problem } from '../../protocol.ts';
import type { ResponseMessage } from '../../guest/http/response-parts.ts';
import { link } from './link.ts';
import type { Debuggee, DebuggeeMessage } from './protocol.ts';
process.on('disconnect', () => process.exit(0));
process.once('message', (debuggee: Debuggee) => {
  start(debuggee).catch((error: unknown) => send({ kind: 'failed', problem: toProblem(error) }));
});

const send = (message: DebuggeeMessage): Promise<void> =>
  new Promise((sent) => process.send?.(message, () => sent()));

/**
 * Listens first, because the client needs both addresses; then waits for the debugger, and only then loads the sources,
 * so that breakpoints are placed before their first line runs. Requests that arrive earlier wait.
 */
async function start(debuggee: Debuggee): Promise<void> {
  inspector.open(0, '127.0.0.1');
  const inspectorPort = Number(new URL(inspector.url() ?? 'ws://127.0.0.1:0').port);
  let load = (_from: Promise<Handle>): void => {};
  const handle = new Promise<Handle>((loaded) => (load = loaded));
  const { url } = await listen(debuggee.addr, handlerFor(handle));
  await send({ kind: 'serving', url, inspectorPort });
  inspector.waitForDebugger();
  load(serviceOf(debuggee));
}

async function serviceOf(debuggee: Debuggee): Promise<Handle> {
  const stdio = { stdin: readySource(() => undefined), stdout: writeAll(1), stderr: writeAll(2) };
  const instances = await link(debuggee, stdio, networkByThread());
  return handlerOf(instances.findLast((exports) => 'incomingHandler' in exports) ?? {});
}

function handlerFor(handle: Promise<Handle>): Handler {
  return {
    async handle(request, response) {
      const reply = respond(response);
      const post = (message: ResponseMessage): void => {
        if (message.kind === 'head') reply.head(message);
        if (message.kind === 'chunk') reply.chunk(message.bytes.slice(), () => {});
        if (message.kind === 'end') reply.end(message.trailers);
        if (message.kind === 'refused') {
          writeAll(2)(Buffer.from(reasonOf(message.problem)));
          reply.refused(500, message.problem);
        }
      };
      // The guest runs on this very thread, so that nothing arrives while it waits: it gets the body whole.
      const whole = sourceOf(await readAll(request));
      const body = { ...whole, trailers: () => entriesOf(request.rawTrailers) };
      await respondTo({ id: 0, lane: 0, head: headOf(request), body }, handle, post);
    },
    close: async () => {},
  };
}

const reasonOf = ({ message, causes = [] }: Problem): string =>
  [`the request failed: ${message}`, ...causes.map((cause) => `    ${cause}`), ''].join('\n');

async function readAll(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const writeAll = (fd: number) => (bytes: Uint8Array) => {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
};
