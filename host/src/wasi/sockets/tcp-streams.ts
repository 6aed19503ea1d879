/** The two streams of a TCP connection. */
import type { Children } from '../children.ts';
import { InputStream } from '../input-stream.ts';
import { OutputStream } from '../output-stream.ts';
import { IoError } from '../stream-error.ts';
import { describe } from './errors.ts';
import type { Connection } from './real.ts';

/** The permit of `check-write`: this much, or nothing. */
const PERMIT = 65_536;

export class TcpStreams {
  readonly #connection: Connection;
  #input: InputStream | undefined;
  #isOutputEnded = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param children those of the socket, which is dropped after its streams */
  open(children: Children): [input: InputStream, output: OutputStream] {
    const { input, output } = this.#connection;
    const failure = (): IoError | undefined => {
      const code = output.failure();
      return code === undefined ? undefined : new IoError(describe(code));
    };
    const leave = children.add();
    this.#input = new InputStream(input, children.add());
    return [
      this.#input,
      new OutputStream((bytes) => output.write(bytes), {
        room: () => (output.room() < PERMIT ? 0 : PERMIT),
        permits: true,
        isClosed: () => this.#isOutputEnded || output.isClosed(),
        failure,
        settle: () => output.settle(),
        onDrop: () => {
          // Flushes, so that written bytes survive the end of the guest.
          output.settle();
          leave();
        },
      }),
    ];
  }

  stopInput(): void {
    if (this.#input) InputStream.stop(this.#input);
    this.#connection.stopInput();
  }

  endOutput(): void {
    if (this.#isOutputEnded) return;
    this.#isOutputEnded = true;
    this.#connection.output.end();
  }
}
