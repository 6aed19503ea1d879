/** The thread of one guest: it may block or loop as it likes, since the host can end it from outside. */
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { ComponentScript } from '../../engine/component-script.ts';
import { programOf, type Exports, type Program } from '../../engine/instantiate.ts';
import { countingIn } from './counting.ts';
import { linkProgram } from '../../engine/linked/program.ts';
import type { RunResult } from '../../protocol.ts';
import { remoteFiles, remoteObserver, remoteRecorder, remoteStores, type HostCall } from '../host-calls.ts';
import type { Graph } from '../crossing/graph.ts';
import type { Observed } from '../crossing/load-observed.ts';
import { adoptHostFiles } from '../../wasi/filesystem/host-files.ts';
import { adoptFolderLock } from '../../wasi/filesystem/lock.ts';
import { OpenHandles } from '../../wasi/filesystem/open-handles.ts';
import { lazyImports } from '../../wasi/imports.ts';
import type { Ways } from '../../wasi/ways.ts';
import { readySource } from '../../wasi/input-stream.ts';
import { fileErrorOf } from '../../wasi/filesystem/errors.ts';
import type { OutputOptions, Sink } from '../../wasi/output-stream.ts';
import { adoptWakeCell, onSleep, sleep, wakeCount } from '../../wasi/wake.ts';
import { PipeReader } from '../streams/byte-pipe.ts';
import { runCommand } from './command.ts';
import { isEmpty, isResponseClosed, outputFailure, roomIn, takeRoom } from '../streams/flow.ts';
import { forgetLastWords, remembering } from './last-words.ts';
import { handleRequests } from './handle.ts';
import type { Started } from './instances.ts';
import { eventSource, Lanes, sleepingSource, type RequestWay } from './requests.ts';
import { RequestTaker, type QueueCells } from '../http/request-queue.ts';
import { PartsWriter, type Part } from '../http/response-parts.ts';
import { invoke } from './invoke.ts';
import { repeat } from './repeat.ts';
import { startMany } from './start-many.ts';
import { endOfOutput, withoutPanics } from './panic.ts';
import { RemoteExchanges } from '../http/outgoing/remote-exchange.ts';
import type { SendMessage } from '../http/outgoing/exchange-port.ts';
import type { SocketMessage } from '../sockets/socket-port.ts';
import { RemoteNetwork } from '../sockets/remote-network.ts';
import type { GuestCells, GuestMessage, GuestTask, Job } from '../task.ts';
import { explain } from './explain.ts';
import { adoptModules } from './source-frames.ts';

const cells = workerData as GuestCells;
const post = (message: GuestMessage): void => {
  if ('bytes' in message) takeRoom(cells.flow, message.bytes.length);
  parentPort?.postMessage(message);
};

const responses = new PartsWriter(cells.parts);
/** Posts a part of a response, or output of a served guest. */
const postPart = (part: Part): void => {
  if ('bytes' in part) {
    const [flow, lane] = part.kind === 'chunk' ? [cells.responseFlows, part.lane] : [cells.flow, 0];
    if (roomIn(flow, lane) < part.bytes.length) responses.ring();
    takeRoom(flow, part.bytes.length, lane);
  }
  responses.write(part);
  // Logs are visible at once.
  if (part.kind === 'idle' || part.kind === 'output') responses.ring();
};

const postCall = (call: HostCall): void => {
  responses.ring();
  post({ kind: 'host-call', call });
};

/** @param id of the request that the instance got last */
const output = (stream: 'stdout' | 'stderr', { kind }: Job, id: () => number | undefined): Sink =>
  kind === 'serve'
    ? (bytes) => postPart({ kind: 'output', stream, bytes, ...numbered(id()) })
    : (bytes) => post({ kind: 'output', stream, bytes: bytes.slice() });

const numbered = (id: number | undefined) => id !== undefined && { id };

/** Whether the guest has seen that its output cannot be written. */
let sawFailure: true | undefined;

async function main(task: GuestTask): Promise<void> {
  sawFailure = undefined;
  adoptWakeCell(cells.wake);
  onSleep(() => responses.ring());
  adoptFolderLock(cells.folders);
  // Without Node's permission model, the guest's own calls reach the system.
  if (process.permission) adoptHostFiles(remoteFiles(cells.hostCalls, postCall));
  const connections = {
    callStore: remoteStores(cells.hostCalls, postCall),
    ...(task.grants.logs && { record: remoteRecorder(cells.hostCalls, postCall) }),
  };
  const observed = task.graph && (await observedProgram(task.graph));
  const parts = task.graph?.parts ?? [task];
  adoptModules(parts.map(({ script, modules }) => ({ folder: new URL('.', script), modules })));
  const linked = linkedProgram(task);
  const program = observed?.program ?? linked ?? (await scriptProgram(task));
  let opened = 0;
  const open = (message: SendMessage | SocketMessage): void => {
    opened++;
    parentPort?.postMessage(message, [message.port]);
  };
  const start = starterOf(task, program, connections, open);
  if (task.job.kind === 'serve') {
    const way = requestWay(task.requests!);
    const requests = linked && !observed ? sleepingSource(way, () => opened) : eventSource(way);
    // An observed instance belongs to one request.
    const how = observed
      ? { received: observed.received, responded: observed.flush, reuse: 1, oneByOne: true }
      : task.job;
    await handleRequests(start, requests, postPart, responseWay(way), how);
    process.exit();
  }
  const { exports, close } = await start();
  const result = await perform(task.job, exports, start).finally(() => observed?.flush());
  // The process ends with the run: output to sockets is sent before.
  close();
  endOfOutput();
  if (task.stays) awaitTask();
  post({ kind: 'done', ...result, ...(sawFailure ? { sawFailure } : {}) });
}

/** The program of a component that is linked without its script. */
function linkedProgram({ script, outline, modules }: GuestTask): Program | undefined {
  const counting = countingIn(new URL('.', script), modules);
  return outline && linkProgram(outline, modules, counting);
}

/** When it has handled a few requests, its compiled code is of use to the next thread. */
const SHARE_MS = 500;

/** The script of the last task: the next one is mostly of the same component. */
let last: { readonly url: string; readonly script: ComponentScript } | undefined;

async function scriptProgram({ script: url, scriptHash, code, modules }: GuestTask): Promise<Program> {
  if (last?.url !== url) last = { url, script: await ComponentScript.load(url, code) };
  const { script } = last;
  if (scriptHash !== undefined && !code) {
    const share = (): void => post({ kind: 'compiled', scriptHash, code: script.code() });
    setTimeout(share, SHARE_MS).unref();
  }
  return programOf(script, modules);
}

/** Few guests are observed: the others start without what observes. */
async function observedProgram(graph: Graph): Promise<Observed> {
  const { loadObserved } = await import('../crossing/load-observed.ts');
  return loadObserved(graph, remoteObserver(cells.hostCalls, postCall), cells.changes);
}

/** @param open posts an opened resource of a guest, with its port */
function starterOf(
  task: GuestTask,
  program: Program,
  connections: Ways,
  open: (message: SendMessage | SocketMessage) => void,
): () => Promise<Required<Started>> {
  const stdin = task.input ? new PipeReader(task.input) : readySource(() => undefined);
  const way = (stream: 'stdout' | 'stderr') => outputWay(stream, task.job);
  return async () => {
    forgetLastWords();
    const handles = new OpenHandles();
    const exchanges = new RemoteExchanges(open);
    const network = new RemoteNetwork(open);
    let request: number | undefined;
    const sink = (stream: 'stdout' | 'stderr') => output(stream, task.job, () => request);
    const stdio = { stdin, stdout: sink('stdout'), stderr: withoutPanics(remembering(sink('stderr'))), way };
    const ways = { ...connections, connect: exchanges.connect, network };
    const exports = await program(lazyImports(task.grants, stdio, handles, ways));
    const close = (): void => {
      handles.closeAll();
      exchanges.cancelAll();
      network.closeAll();
    };
    return { exports, received: (id) => (request = id), close };
  };
}

function outputWay(stream: 'stdout' | 'stderr', { kind }: Job): OutputOptions {
  let isSettled = kind === 'serve';
  const code = () => outputFailure(cells.readers, stream);
  return {
    room: () => roomIn(cells.flow),
    isClosed: () => code() === 'EPIPE',
    failure: () => {
      const failed = code();
      if (failed === undefined || failed === 'EPIPE') return undefined;
      sawFailure = true;
      return fileErrorOf(failed);
    },
    // The first output shows whether there is a reader and room; waiting for all of it would take many times as long.
    settle: () => {
      if (!isSettled) untilWritten();
      isSettled = true;
    },
  };
}

/** Waits until the output of the guest is written, or cannot be. */
function untilWritten(): void {
  for (let seen = wakeCount(); !isEmpty(cells.flow); seen = wakeCount()) sleep(seen);
}

const requestWay = (requests: QueueCells): RequestWay => ({
  taker: new RequestTaker(requests, threadId),
  took: (id, lane) => postPart({ kind: 'took', id, lane }),
  lanes: new Lanes(),
  wanted: () => responses.ring(),
  port: parentPort!,
  rests: cells.rests,
  isLeaving: () => Atomics.load(cells.leaving, 0) === 1,
});

const responseWay = ({ lanes }: RequestWay) => ({
  room: (lane: number) => roomIn(cells.responseFlows, lane),
  isClosed: (lane: number, id: number) => isResponseClosed(cells.readers, lane, id),
  give: (lane: number) => lanes.give(lane),
});

async function perform(
  job: Exclude<Job, { kind: 'serve' }>,
  instance: Exports,
  start: () => Promise<Required<Started>>,
): Promise<RunResult> {
  if (job.kind === 'command') return { exitCode: await runCommand(instance) };
  if (job.repeatMs !== undefined) {
    const calls = await repeat(instance, job.call, job.repeatMs);
    return { exitCode: 0, times: { ...calls, instance: await startMany(start) } };
  }
  return { exitCode: 0, value: await invoke(instance, job.call) };
}

function awaitTask(): void {
  parentPort?.once('message', (task: GuestTask) => {
    main(task).catch(async (error: unknown) => post({ kind: 'failed', problem: await explain(error) }));
  });
}

awaitTask();
