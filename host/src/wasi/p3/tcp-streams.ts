import { codeDescribed, type SocketErrorCode } from '../sockets/errors.ts';
import type { Connection } from '../sockets/real.ts';
import { until } from '../wake.ts';
import { socketError, type SocketError } from './socket-errors.ts';
import { failure, OK, piecesOf, readable, type GuestStream, type Readable, type Result } from './streams.ts';

/** Sends a guest's bytes, then ends the connection's output. */
export async function sendTo(
  data: GuestStream,
  { output }: Connection,
  release: () => void,
): Promise<Result<never, SocketError>> {
  const broken = (): SocketErrorCode | 'connection-broken' | undefined =>
    output.failure() ?? (output.isClosed() ? 'connection-broken' : undefined);
  try {
    for await (const piece of piecesOf(data)) {
      await until(() => output.room() >= piece.length || broken() !== undefined);
      const code = broken();
      if (code) return failure(socketError(code));
      output.write(piece);
    }
    await until(() => output.isSettled() || broken() !== undefined);
    const code = output.isSettled() ? undefined : broken();
    return code ? failure(socketError(code)) : OK;
  } finally {
    output.end();
    release();
  }
}

/** The received bytes, until the peer closes. */
export function receiveFrom(connection: Connection, release: () => void): Readable<SocketError> {
  const { input } = connection;
  const close = (): void => {
    connection.stopInput();
    release();
  };
  return readable({ read: (limit) => input.read(limit), ready: () => input.ready(), close }, (error) =>
    socketError(codeDescribed((error as Error).message)),
  );
}
