import { spawn, type ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a tool may run after the request to end. */
const GRACE_MS = 2_000;
/** A longer line is cut there: a tool may print anything. */
const LONGEST_LINE = 1_048_576;

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Gets the lines in their order; while it is busy with one, the tool may have to wait with the next. */
  readonly onLine: (stream: 'stdout' | 'stderr', line: string) => void | Promise<void>;
}

/** The message for a tool that ended without an exit code. */
export const endedBySignal = (command: string): { readonly message: string; readonly help: string } => ({
  message: `${command} was ended by a signal`,
  help: 'It did not end by itself: where memory is short, the system ends programs. Build again with fewer jobs, or when there is more memory.',
});

/**
 * Runs a compiler or builder to its end and hands out its output line by line. On cancellation the tool is ended
 * with all that it started.
 * @returns the exit code; undefined when a signal ended it
 * @throws Error with `code: 'ENOENT'` when there is no such command, and the signal's reason when it was aborted
 */
export async function runTool(run: ToolRun): Promise<number | undefined> {
  const { signal, onLine } = run;
  signal.throwIfAborted();
  const child = start(run);
  const forget = endedOn(signal, child);
  const reads = { begun: 0, done: 0 };
  const read = Promise.all([
    eachLine(child.stdout, reads, (line) => onLine('stdout', line)),
    eachLine(child.stderr, reads, (line) => onLine('stderr', line)),
  ]);
  // A failure of reading is reported after the tool has ended, whose own failure comes first.
  read.catch(() => {});
  try {
    const code = await new Promise<number | undefined>((done, fail) => {
      child.once('error', fail);
      child.once('exit', (status) => done(status ?? undefined));
    });
    await Promise.race([read, silence(reads, read)]);
    signal.throwIfAborted();
    return code;
  } finally {
    child.stdout.destroy();
    child.stderr.destroy();
    forget();
  }
}

/** Starts the tool in a group of its own, so that a signal reaches the processes that it starts. */
const start = ({ command, args, cwd, env }: ToolRun) =>
  spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });

/**
 * Ends a tool when a signal is aborted: asks first, and forces it later.
 * @returns to be called when the tool has ended
 */
function endedOn(signal: AbortSignal, child: ChildProcess): () => void {
  let force: NodeJS.Timeout | undefined;
  const end = () => {
    endGroup(child, 'SIGTERM');
    force = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(force);
    signal.removeEventListener('abort', end);
  };
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows has no groups: its own command ends a tree.
    spawn('taskkill', ['/pid', `${child.pid}`, '/t', '/f'], { stdio: 'ignore' }).on('error', () => {});
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/**
 * Resolves when nothing was read for a while: a process that the tool left behind may hold its output open for ever.
 */
async function silence(reads: Reads, over: Promise<unknown>): Promise<void> {
  const isOver = over.then(() => true);
  let isBusy = true;
  while (isBusy) {
    const { begun } = reads;
    const timer = new AbortController();
    const late = wait(GRACE_MS, false, { signal: timer.signal });
    late.catch(() => {});
    if (await Promise.race([isOver, late])) return timer.abort();
    isBusy = reads.begun !== begun || reads.done !== begun;
  }
}

interface Reads {
  /** Pieces of output that arrived. */
  begun: number;
  /** Pieces whose lines were taken. */
  done: number;
}

/** Hands out the lines of a stream, which is read as fast as they are taken. */
async function eachLine(
  stream: Readable,
  reads: Reads,
  onLine: (line: string) => void | Promise<void>,
): Promise<void> {
  const decoder = new StringDecoder();
  let rest = '';
  const take = async (text: string): Promise<void> => {
    const lines = (rest + text).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) await onLine(line.slice(0, LONGEST_LINE));
  };
  for await (const chunk of stream) {
    reads.begun++;
    await take(decoder.write(chunk as Buffer));
    reads.done++;
  }
  await take(decoder.end());
  if (rest !== '') await onLine(rest);
}
