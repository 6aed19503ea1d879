/** The streams of a UDP socket. */
import { Children } from '../children.ts';
import { misuse } from '../misuse.ts';
import { Pollable } from '../pollable.ts';
import { isOfFamily, isRemote, isSameAddress, type Address, type Family } from './addresses.ts';
import type { SocketErrorCode } from './errors.ts';
import type { Datagram, Failed, RealUdp } from './real.ts';
import { addressFrom, toAddress, type IpSocketAddress } from './values.ts';

export interface DatagramWay {
  readonly real: RealUdp;
  readonly family: Family;
  /** The only one that datagrams come from and go to. */
  readonly remote: Address | undefined;
}

export interface IncomingDatagram {
  readonly data: Uint8Array;
  readonly remoteAddress: IpSocketAddress;
}

export interface OutgoingDatagram {
  readonly data: Uint8Array;
  readonly remoteAddress?: IpSocketAddress | undefined;
}

/** The most datagrams of one call, and the bytes after which it takes no further one. */
const [MOST_AT_ONCE, MOST_BYTES] = [16, 65_536];
const LARGEST = 65_535;

/**
 * `incoming-datagram-stream` of wasi:sockets 0.2.
 * https://github.com/WebAssembly/wasi-sockets/blob/main/wit/udp.wit
 */
export class IncomingDatagramStream {
  readonly #way: DatagramWay;
  readonly #onDrop: () => void;
  readonly #children = new Children();
  #next: Datagram | Failed | undefined;

  constructor(way: DatagramWay, onDrop: () => void) {
    this.#way = way;
    this.#onDrop = onDrop;
  }

  receive(limit: bigint): IncomingDatagram[] {
    const most = Number(limit < MOST_AT_ONCE ? limit : MOST_AT_ONCE);
    const received: IncomingDatagram[] = [];
    let isSettled = false;
    for (let bytes = 0; received.length < most && bytes < MOST_BYTES;) {
      const next = this.#take(received.length === 0);
      // Of some that arrived together, the first one may be here before the others.
      if (!next && received.length > 0 && !isSettled) {
        this.#way.real.settle();
        isSettled = true;
        continue;
      }
      if (!next) break;
      bytes += 1 + next.data.length;
      received.push({ data: next.data, remoteAddress: toAddress(next.remote) });
    }
    return received;
  }

  /** @throws SocketErrorCode a failure, when it is the first of a call; it is lost behind datagrams */
  #take(isFirst: boolean): Datagram | undefined {
    if (!this.#look()) return undefined;
    const next = this.#next;
    this.#next = undefined;
    if (!next || !('failed' in next)) return next;
    if (isFirst) throw code(next.failed);
    return undefined;
  }

  /** Datagrams from other peers before the socket was connected are dropped. */
  #look(): boolean {
    const { real, remote } = this.#way;
    while (!this.#next) {
      const next = real.receive();
      if (!next) return false;
      if ('failed' in next || !remote || isSameAddress(remote, next.remote)) this.#next = next;
    }
    return true;
  }

  subscribe(): Pollable {
    return new Pollable(
      () => this.#look(),
      () => undefined,
      this.#children.add(),
    );
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('a stream of datagrams');
    this.#onDrop();
  }
}

/** `outgoing-datagram-stream` of wasi:sockets 0.2. */
export class OutgoingDatagramStream {
  readonly #way: DatagramWay;
  readonly #onDrop: () => void;
  readonly #children = new Children();
  #permitted = 0;

  constructor(way: DatagramWay, onDrop: () => void) {
    this.#way = way;
    this.#onDrop = onDrop;
  }

  /** A call returns when its datagrams are with the system, so that there is always room. */
  checkSend(): bigint {
    this.#permitted = MOST_AT_ONCE;
    return BigInt(MOST_AT_ONCE);
  }

  send(datagrams: readonly OutgoingDatagram[]): bigint {
    if (datagrams.length === 0) return 0n;
    if (datagrams.length > this.#permitted)
      throw misuse('it sends more datagrams than check-send permits (argument exceeds permitted size)');
    this.#permitted = 0;
    const valid: { data: Uint8Array; remote?: Address }[] = [];
    for (const { data, remoteAddress } of datagrams) {
      const remote = remoteAddress && addressFrom(remoteAddress);
      const refusal = this.#refusalOf(data, remote);
      if (refusal && valid.length === 0) throw refusal;
      if (refusal) break;
      // On a connected socket the system knows where to.
      valid.push(remote && !this.#way.remote ? { data, remote } : { data });
    }
    return BigInt(this.#way.real.send(valid));
  }

  #refusalOf(data: Uint8Array, remote: Address | undefined): SocketErrorCode | undefined {
    const { family, remote: connected } = this.#way;
    if (data.length > LARGEST) return 'datagram-too-large';
    if (!remote) return connected ? undefined : 'invalid-argument';
    if (!isRemote(remote) || !isOfFamily(remote, family)) return 'invalid-argument';
    return connected && !isSameAddress(connected, remote) ? 'invalid-argument' : undefined;
  }

  subscribe(): Pollable {
    return new Pollable(undefined, undefined, this.#children.add());
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('a stream of datagrams');
    this.#onDrop();
  }
}

const code = (value: SocketErrorCode): SocketErrorCode => value;
