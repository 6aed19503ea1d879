import { spawn, type ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** How long a tool may go on after it was asked to end. */
const GRACE_MS = 2_000;
/** A longer line is cut there: a tool may print anything. */
const LONGEST_LINE = 1_048_576;

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly onLine: (stream: 'stdout' | 'stderr', line: string) => void;
}

/**
 * Runs a compiler or builder to its end and hands out its output line by line. On cancellation the tool is ended
 * with all that it started.
 * @returns the exit code; undefined when a signal ended it
 * @throws Error with `code: 'ENOENT'` when there is no such command, and the signal's reason when it was aborted
 */
export async function runTool({ command, args, cwd, signal, onLine }: ToolRun): Promise<number | undefined> {
  signal.throwIfAborted();
  const isPosix = process.platform !== 'win32';
  // A group of its own, so that a signal reaches the processes that the tool starts.
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: isPosix });
  let force: NodeJS.Timeout | undefined;
  const end = () => {
    endGroup(child, 'SIGTERM');
    force = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', end, { once: true });
  splitLines(child.stdout, (line) => onLine('stdout', line));
  splitLines(child.stderr, (line) => onLine('stderr', line));
  try {
    const code = await new Promise<number | undefined>((done, fail) => {
      child.once('error', fail);
      child.once('close', (status) => done(status ?? undefined));
    });
    signal.throwIfAborted();
    return code;
  } finally {
    clearTimeout(force);
    signal.removeEventListener('abort', end);
  }
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
    // It has ended already.
  }
}

function splitLines(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder();
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) onLine(line.slice(0, LONGEST_LINE));
  };
  stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
  stream.on('end', () => {
    take(decoder.end());
    if (rest !== '') onLine(rest);
  });
}
