/** wasi:sockets/types.udp-socket 0.3. */
import {
  isOfFamily,
  isRemote,
  isSameAddress,
  unspecified,
  type Address,
  type Family,
} from '../sockets/addresses.ts';
import type { Buffer, Datagram, RealUdp } from '../sockets/real.ts';
import { toSize } from '../sockets/tcp-options.ts';
import {
  addressFrom,
  toAddress,
  toFamily,
  type IpAddressFamily,
  type IpSocketAddress,
} from '../sockets/values.ts';
import { until } from '../wake.ts';
import { cancellable } from './cancellable.ts';
import { attempt, refuse } from './socket-errors.ts';

const LARGEST = 65_535;

export class UdpSocket {
  readonly #real: RealUdp;
  readonly #family: Family;
  readonly #mayUse: boolean;
  #local: Address | undefined;
  #remote: Address | undefined;
  #hopLimit = 64;
  #isDropped = false;

  /** @param mayUse whether the guest may use addresses */
  constructor(real: RealUdp, family: Family, mayUse: boolean) {
    this.#real = real;
    this.#family = family;
    this.#mayUse = mayUse;
  }

  bind(value: IpSocketAddress): void {
    const address = addressFrom(value);
    if (this.#local) refuse('invalid-state');
    if (!isOfFamily(address, this.#family)) refuse('invalid-argument');
    this.#bind(address);
  }

  #bind(address: Address): void {
    if (!this.#mayUse) refuse('access-denied');
    this.#local = attempt(() => this.#real.bind(address));
  }

  #bindAnywhere(): void {
    if (!this.#local) this.#bind({ host: unspecified(this.#family), port: 0 });
  }

  connect(value: IpSocketAddress): void {
    const remote = addressFrom(value);
    if (!isOfFamily(remote, this.#family) || !isRemote(remote)) refuse('invalid-argument');
    this.#bindAnywhere();
    this.#local = attempt(() => this.#real.connect(remote));
    this.#remote = remote;
  }

  disconnect(): void {
    if (!this.#remote) refuse('invalid-state');
    this.#local = attempt(() => this.#real.connect(undefined));
    this.#remote = undefined;
  }

  async send(data: Uint8Array, value: IpSocketAddress | undefined): Promise<void> {
    const remote = value && addressFrom(value);
    if (data.length > LARGEST) refuse('datagram-too-large');
    if (!remote && !this.#remote) refuse('invalid-argument');
    if (remote && (!isRemote(remote) || !isOfFamily(remote, this.#family))) refuse('invalid-argument');
    if (remote && this.#remote && !isSameAddress(remote, this.#remote)) refuse('invalid-argument');
    this.#bindAnywhere();
    // On a connected socket the system knows where to.
    attempt(() => this.#real.send([remote && !this.#remote ? { data, remote } : { data }]));
  }

  receive(): Promise<[data: Uint8Array, from: IpSocketAddress]> {
    return cancellable((isCancelled) => this.#receive(isCancelled));
  }

  /** A call that was cancelled leaves the next datagram to the next one. */
  async #receive(isCancelled: () => boolean): Promise<[data: Uint8Array, from: IpSocketAddress]> {
    if (!this.#local) refuse('invalid-state');
    let next: ReturnType<RealUdp['receive']>;
    await until(() => this.#isDropped || isCancelled() || (next = this.#take()) !== undefined);
    if (!next) refuse('invalid-state');
    if ('failed' in next) refuse(next.failed);
    return [next.data, toAddress(next.remote)];
  }

  /** Datagrams from other peers before the socket was connected are dropped. */
  #take(): ReturnType<RealUdp['receive']> {
    for (;;) {
      const next = this.#real.receive();
      if (!next || 'failed' in next || this.#isExpected(next)) return next;
    }
  }

  #isExpected = ({ remote }: Datagram): boolean => !this.#remote || isSameAddress(remote, this.#remote);

  getLocalAddress(): IpSocketAddress {
    return this.#local ? toAddress(this.#local) : refuse('invalid-state');
  }

  getRemoteAddress(): IpSocketAddress {
    return this.#remote ? toAddress(this.#remote) : refuse('invalid-state');
  }

  getAddressFamily(): IpAddressFamily {
    return toFamily(this.#family);
  }

  getUnicastHopLimit(): number {
    return this.#hopLimit;
  }

  setUnicastHopLimit(value: number): void {
    if (value === 0) refuse('invalid-argument');
    this.#real.hopLimit(value);
    this.#hopLimit = value;
  }

  getReceiveBufferSize(): bigint {
    return this.#bufferSize('receive');
  }

  setReceiveBufferSize(value: bigint): void {
    this.#setBufferSize('receive', value);
  }

  getSendBufferSize(): bigint {
    return this.#bufferSize('send');
  }

  setSendBufferSize(value: bigint): void {
    this.#setBufferSize('send', value);
  }

  #bufferSize(buffer: Buffer): bigint {
    return BigInt(attempt(() => this.#real.bufferSize(buffer)));
  }

  #setBufferSize(buffer: Buffer, value: bigint): void {
    if (value === 0n) refuse('invalid-argument');
    attempt(() => this.#real.bufferSize(buffer, toSize(value)));
  }

  [Symbol.dispose](): void {
    this.#isDropped = true;
    this.#real.close();
  }
}
