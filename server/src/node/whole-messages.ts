import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-jsonrpc/node';

/**
 * Writes each message and its header in one call. The writer of vscode-jsonrpc writes them one after the other and
 * waits in between, which costs an additional system call and turn of the event loop for every message.
 */
export class WholeMessages extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;
  #failures = 0;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  /**
   * Resolves when the message is passed to the stream.
   * @throws the stream's error, and that of a message that is not valid in JSON
   */
  write(message: Message): Promise<void> {
    return new Promise((done, failed) => {
      const content = JSON.stringify(message);
      const text = `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
      this.#stream.write(text, 'utf8', (error) => {
        if (!error) return done();
        this.fireError(error, message, (this.#failures += 1));
        failed(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}
