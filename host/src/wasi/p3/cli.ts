/** wasi:cli 0.3: as 0.2, with streams of the component model. */
import type { Grants } from '../../protocol.ts';
import { leave, terminalsOf, TerminalInput, TerminalOutput, type Stdio } from '../cli.ts';
import type { OutputOptions, Sink } from '../output-stream.ts';
import { until } from '../wake.ts';
import { failure, OK, piecesOf, readable, type GuestStream, type Result } from './streams.ts';

type ErrorCode = 'io' | 'illegal-byte-sequence' | 'pipe';

export function cli(grants: Grants, stdio: Stdio) {
  const terminals = terminalsOf(grants);
  const writer = (stream: 'stdout' | 'stderr') => (data: GuestStream) =>
    writeAll(data, stdio[stream], stdio.way?.(stream));
  return {
    'wasi:cli/environment@0.3': {
      getEnvironment: () => grants.env ?? [],
      getArguments: () => grants.args ?? [],
      getInitialCwd: () => grants.initialCwd,
    },
    'wasi:cli/exit@0.3': {
      exit: ({ tag }: { tag: 'ok' | 'err' }) => leave(tag === 'ok' ? 0 : 1),
      exitWithCode: leave,
    },
    'wasi:cli/stdin@0.3': { readViaStream: () => readable<ErrorCode>(stdio.stdin, () => 'io') },
    'wasi:cli/stdout@0.3': { writeViaStream: writer('stdout') },
    'wasi:cli/stderr@0.3': { writeViaStream: writer('stderr') },
    'wasi:cli/terminal-input@0.3': { TerminalInput },
    'wasi:cli/terminal-output@0.3': { TerminalOutput },
    'wasi:cli/terminal-stdin@0.3': terminals.stdin,
    'wasi:cli/terminal-stdout@0.3': terminals.stdout,
    'wasi:cli/terminal-stderr@0.3': terminals.stderr,
  };
}

/** Streams of output that the guest of this thread has not ended. */
let open = 0;

/** The engine looks twice in that time, at least, whether something was written. */
const LAST_MS = 25;

/** Resolves when all output has arrived that a guest had written when it ended with open streams. */
export async function lastPieces(): Promise<void> {
  if (open > 0) await new Promise((done) => setTimeout(done, LAST_MS));
}

/** Ends when the guest closes its stream and all of it is sent, or when the reader is gone. */
async function writeAll(
  data: GuestStream,
  sink: Sink,
  { room = () => 1, isClosed = () => false, failure: broken = () => undefined }: OutputOptions = {},
): Promise<Result<never, ErrorCode>> {
  open++;
  try {
    for await (const piece of piecesOf(data)) {
      await until(() => isClosed() || room() > 0);
      if (broken()) return failure('io');
      if (isClosed()) return failure('pipe');
      sink(piece);
    }
    return OK;
  } finally {
    open--;
  }
}
