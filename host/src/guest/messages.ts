/** The reactions of a guest's process to the messages of its host: begin, replace and end a task. */
import { toProblem } from './traps/trap.ts';
import { isFile, writeSome } from '../base/write-some.ts';
import { receiveHostResult } from './forward-host-calls.ts';
import type { FromGuest, ReplaceTask, RunTask, ServeTask, ToGuest } from './protocol.ts';
import { openInspector, type Inspector } from './inspector.ts';
import { noteChanges, prepareThread } from './guest-thread.ts';
import { ChannelStreams } from './streams/channel-streams.ts';
import type { Output } from './streams/output.ts';
import { watchMemory } from './watch-memory.ts';
import { runTask } from './run-task.ts';
import { serveTask, type ServedComponent } from './serve-task.ts';

process.on('disconnect', () => {
  // A thread that is stopped in the inspector would delay an exit.
  if (inspector) process.kill(process.pid, 'SIGKILL');
  process.exit(0);
});
// The host may have ended before this program was loaded.
if (!process.connected) process.exit(0);
process.on('message', (message: ToGuest) => {
  if (message.kind === 'host-result') receiveHostResult(message);
  else if (message.kind === 'close')
    void Promise.resolve(server?.close(message.withinMs)).finally(() => process.exit(0));
  else if (message.kind === 'listen') void listen(message.addr);
  else if (message.kind === 'changed') noteChanges();
  else if (message.kind === 'inspect') void inspector?.then((one) => one.send(message.message));
  else if (message.kind === 'replace') void replace(message);
  else if (message.kind === 'taken') streams?.taken(message);
  else if (message.kind === 'input') streams?.input(message.bytes);
  else if (message.kind === 'keep') replacing.abort(new Error('cancelled'));
  else begin(message);
});

/** The streams of the current guest, if the process outlives it. */
let streams: ChannelStreams | undefined;
let server: ServedComponent | undefined;
let replacing = new AbortController();
let inspector: Promise<Inspector> | undefined;

function begin(task: RunTask | ServeTask): void {
  if (task.kind === 'run' && task.stays) return void runAndStay(task);
  if (task.observed?.inspects)
    inspector = openInspector((message) => void post({ kind: 'inspected', message }));
  watchMemory(task.limits?.memoryBytes, {
    shed: (problem) => server?.shed(problem),
    exceeded: (problem) => void post({ kind: 'failed', problem }).finally(() => process.exit(1)),
  });
  const started = task.kind === 'run' ? once(task) : keepServing(task);
  started.catch((error: unknown) => leave({ kind: 'failed', problem: toProblem(error) }));
}

// A reader that leaves closes the guest's stream, and does not end this process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
const files = { stdout: isFile(1), stderr: isFile(2) } as const;
const output: Output = (stream, bytes) =>
  new Promise<void>((done, fail) => {
    const rest = files[stream] ? writeSome(process[stream].fd, bytes) : bytes;
    process[stream].write(rest, (error) => (error ? fail(error) : done()));
  });

async function once(task: RunTask): Promise<void> {
  const result = await runTask(task, output, task.stdin ? process.stdin : undefined);
  await leave({ kind: 'done', result });
}

async function runAndStay(task: RunTask): Promise<void> {
  streams = new ChannelStreams(post);
  const { output, stdin } = streams;
  const message = await runTask(task, output, task.stdin ? stdin : undefined).then(
    (result) => ({ kind: 'done', result }) as const,
    (error: unknown) => ({ kind: 'failed', problem: toProblem(error) }) as const,
  );
  await post(message);
  prepareThread();
}

async function keepServing(task: ServeTask): Promise<void> {
  server = await serveTask(task, output, (problem) => void post({ kind: 'request-failed', problem }));
  await post({ kind: 'ready' });
}

async function listen(addr: string): Promise<void> {
  try {
    await post({ kind: 'serving', url: await server!.listen(addr) });
  } catch (error) {
    await leave({ kind: 'failed', problem: toProblem(error) });
  }
}

async function replace({ kind: _, ...component }: ReplaceTask): Promise<void> {
  replacing = new AbortController();
  try {
    await server?.replace(component, replacing.signal);
    await post({ kind: 'replaced' });
  } catch (error) {
    await post({ kind: 'replaced', problem: toProblem(error) });
  }
}

/** Ends the process once everything that it wrote is on its way. */
async function leave(message: FromGuest): Promise<void> {
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  await post(message);
  process.exit(0);
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => void stream.write('', () => done()));

const post = (message: FromGuest): Promise<void> =>
  new Promise((sent) => void process.send?.(message, () => sent()));
