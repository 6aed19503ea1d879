import type { Problem } from '../../../protocol.ts';
import type { Output } from '../../streams/output.ts';
import type { OutputMessage } from '../response-parts.ts';
import { LinePrefix } from './line-prefix.ts';
import type { PendingRequest } from './pending-request.ts';

/** The output of a server's guests, and its log of requests. */
export class ServerLog {
  readonly #output: Output;
  readonly #prefix: LinePrefix | undefined;

  /** @param hasPrefix whether lines of guests name their request */
  constructor(output: Output, hasPrefix: boolean) {
    this.#output = output;
    this.#prefix = hasPrefix ? new LinePrefix() : undefined;
  }

  /** Output behind a response belongs to its request, as under wasmtime. */
  pass({ stream, bytes, id }: OutputMessage): Promise<void> {
    return this.write(stream, id !== undefined && this.#prefix ? this.#prefix.of(stream, id, bytes) : bytes);
  }

  /** Logs why the response to a request is not the guest's. */
  failed({ id, head: { method, path, authority } }: PendingRequest, { message, causes = [] }: Problem): void {
    const line = `request [${id}] ${method} ${path ?? authority} failed: ${message}`;
    const text = [line, ...causes.map((cause) => `    ${cause}`)].join('\n');
    void this.write('stderr', Buffer.from(`${text}\n`));
  }

  /** A failure to write the log does not affect requests. */
  async write(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void> {
    try {
      await this.#output(stream, bytes);
    } catch {
      return;
    }
  }
}
