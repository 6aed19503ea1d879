/** wasi:cli 0.2: arguments and environment as granted, stdio as handed in. */
import type { Grants, StandardStream } from '../protocol.ts';
import { InputStream, type Source } from './input-stream.ts';
import { OutputStream, type OutputOptions, type Sink } from './output-stream.ts';

export interface Stdio {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** The flow control of a stream; by default bytes are sent at once. */
  readonly way?: (stream: 'stdout' | 'stderr') => OutputOptions;
}

/** Thrown out of the guest by `wasi:cli/exit`. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`the guest left with exit code ${code}`);
  }
}

export class TerminalInput {}
export class TerminalOutput {}

/** The interfaces of wasi:cli 0.2. */
export function cli(grants: Grants, stdio: Stdio) {
  const terminals = terminalsOf(grants);
  return {
    'wasi:cli/environment': {
      getEnvironment: () => grants.env ?? [],
      getArguments: () => grants.args ?? [],
      initialCwd: () => grants.initialCwd,
    },
    'wasi:cli/exit': {
      exit: ({ tag }: { tag: 'ok' | 'err' }) => leave(tag === 'ok' ? 0 : 1),
      exitWithCode: leave,
    },
    'wasi:cli/stdin': {
      getStdin: () => new InputStream(inPieces(stdio.stdin), undefined, { emptyReads: true }),
    },
    'wasi:cli/stdout': { getStdout: () => new OutputStream(stdio.stdout, stdio.way?.('stdout')) },
    'wasi:cli/stderr': { getStderr: () => new OutputStream(stdio.stderr, stdio.way?.('stderr')) },
    'wasi:cli/terminal-input': { TerminalInput },
    'wasi:cli/terminal-output': { TerminalOutput },
    'wasi:cli/terminal-stdin': terminals.stdin,
    'wasi:cli/terminal-stdout': terminals.stdout,
    'wasi:cli/terminal-stderr': terminals.stderr,
  };
}

/** The maximum of bytes of one read, as in wasmtime 49: a guest sees how many it gets. */
const MOST_AT_ONCE = 65_536;

const inPieces = (source: Source): Source => ({
  read: (limit) => source.read(Math.min(limit, MOST_AT_ONCE)),
  ready: () => source.ready(),
});

/** Handles that mark a stream as a terminal: WASI defines no operations on them. */
export function terminalsOf({ terminals = [] }: Grants) {
  const is = (stream: StandardStream): boolean => terminals.includes(stream);
  return {
    stdin: { getTerminalStdin: () => (is('stdin') ? new TerminalInput() : undefined) },
    stdout: { getTerminalStdout: () => (is('stdout') ? new TerminalOutput() : undefined) },
    stderr: { getTerminalStderr: () => (is('stderr') ? new TerminalOutput() : undefined) },
  };
}

export function leave(code: number): never {
  throw new Exit(code);
}
