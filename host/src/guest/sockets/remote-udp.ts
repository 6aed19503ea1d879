import type { Address } from '../../wasi/sockets/addresses.ts';
import type { SocketErrorCode } from '../../wasi/sockets/errors.ts';
import type { Buffer, Datagram, Failed, RealUdp } from '../../wasi/sockets/real.ts';
import { addressIn, countIn } from './replies.ts';
import type { SocketLink } from './socket-link.ts';
import { weightOf } from './socket-port.ts';

/** A UDP socket in a guest's thread, by messages to the first thread. */
export class RemoteUdp implements RealUdp {
  readonly #link: SocketLink;

  constructor(link: SocketLink) {
    this.#link = link;
  }

  bind(address: Address): Address {
    return addressIn(this.#link.request({ request: 'bind', address }));
  }

  connect(remote: Address | undefined): Address {
    return addressIn(this.#link.request({ request: 'connect-datagrams', ...(remote && { remote }) }));
  }

  send(datagrams: readonly { readonly data: Uint8Array; readonly remote?: Address }[]): number {
    const failed = this.#takeFailure();
    if (failed) throw failed;
    const copies = datagrams.map(({ data, remote }) => ({
      data: new Uint8Array(data),
      ...(remote && { remote }),
    }));
    return countIn(this.#link.request({ request: 'send', datagrams: copies }));
  }

  /** The failure of an earlier datagram; the next call of any kind reports it, once, as with the system's sockets. */
  #takeFailure(): SocketErrorCode | undefined {
    const events = this.#link.events();
    const at = events.findIndex(({ event }) => event === 'failed');
    const [failed] = at < 0 ? [] : events.splice(at, 1);
    return failed?.event === 'failed' ? failed.code : undefined;
  }

  receive(): Datagram | Failed | undefined {
    const event = this.#link.events().shift();
    if (event?.event === 'failed') return { failed: event.code };
    if (event?.event !== 'datagram') return undefined;
    this.#link.post({ command: 'took', count: weightOf(event.datagram) });
    return event.datagram;
  }

  hopLimit(value: number): void {
    this.#link.post({ command: 'hop-limit', value });
  }

  bufferSize(buffer: Buffer, bytes?: number): number {
    return countIn(
      this.#link.request({ request: 'buffer-size', buffer, ...(bytes !== undefined && { bytes }) }),
    );
  }

  settle(): void {
    this.#link.request({ request: 'settle' });
  }

  /** Returns the port to the system, which refuses datagrams that are sent to it afterwards. */
  close(): void {
    this.#link.request({ request: 'close' });
    this.#link.close();
  }
}
