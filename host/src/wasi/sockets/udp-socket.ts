/** wasi:sockets/udp 0.2: a socket and the streams of its datagrams, with wasmtime's results. */
import { Children } from '../children.ts';
import { misuse } from '../misuse.ts';
import { Pollable } from '../pollable.ts';
import { isOfFamily, isRemote, type Address, type Family } from './addresses.ts';
import { IncomingDatagramStream, OutgoingDatagramStream } from './datagram-streams.ts';
import type { SocketErrorCode } from './errors.ts';
import type { Buffer, RealUdp } from './real.ts';
import { toSize } from './tcp-options.ts';
import { addressFrom, toAddress, toFamily, type IpAddressFamily, type IpSocketAddress } from './values.ts';

export class UdpSocket {
  readonly #real: RealUdp;
  readonly #family: Family;
  readonly #mayUse: boolean;
  readonly #children = new Children();
  /** Streams that are not dropped. */
  #streams = 0;
  #isBinding = false;
  #local: Address | undefined;
  #remote: Address | undefined;
  #hopLimit = 64;

  /** @param mayUse whether the guest may use addresses */
  constructor(real: RealUdp, family: Family, mayUse: boolean) {
    this.#real = real;
    this.#family = family;
    this.#mayUse = mayUse;
  }

  startBind(_network: object, value: IpSocketAddress): void {
    const address = addressFrom(value);
    if (this.#isBinding) throw code('concurrency-conflict');
    if (this.#streams > 0 || this.#local) throw code('invalid-state');
    if (!isOfFamily(address, this.#family)) throw code('invalid-argument');
    if (!this.#mayUse) throw code('access-denied');
    this.#local = this.#real.bind(address);
    this.#isBinding = true;
  }

  finishBind(): void {
    if (!this.#isBinding) throw code('not-in-progress');
    this.#isBinding = false;
  }

  stream(value: IpSocketAddress | undefined): [IncomingDatagramStream, OutgoingDatagramStream] {
    if (this.#streams > 0) throw misuse('it opens streams of a UDP socket while it has some of it');
    if (!this.#local) throw code('invalid-state');
    if (value) this.#connect(addressFrom(value));
    else if (this.#remote) {
      this.#local = this.#real.connect(undefined);
      this.#remote = undefined;
    }
    const way = { real: this.#real, family: this.#family, remote: this.#remote };
    return [
      new IncomingDatagramStream(way, this.#addStream()),
      new OutgoingDatagramStream(way, this.#addStream()),
    ];
  }

  #connect(remote: Address): void {
    if (!isOfFamily(remote, this.#family) || !isRemote(remote)) throw code('invalid-argument');
    this.#local = this.#real.connect(remote);
    this.#remote = remote;
  }

  #addStream(): () => void {
    const leave = this.#children.add();
    this.#streams++;
    return () => {
      this.#streams--;
      leave();
    };
  }

  localAddress(): IpSocketAddress {
    if (!this.#local) throw code('invalid-state');
    return toAddress(this.#local);
  }

  remoteAddress(): IpSocketAddress {
    if (!this.#remote) throw code('invalid-state');
    return toAddress(this.#remote);
  }

  addressFamily(): IpAddressFamily {
    return toFamily(this.#family);
  }

  unicastHopLimit(): number {
    return this.#hopLimit;
  }

  setUnicastHopLimit(value: number): void {
    if (value === 0) throw code('invalid-argument');
    this.#real.hopLimit(value);
    this.#hopLimit = value;
  }

  receiveBufferSize(): bigint {
    return BigInt(this.#real.bufferSize('receive'));
  }

  setReceiveBufferSize(value: bigint): void {
    this.#setBufferSize('receive', value);
  }

  sendBufferSize(): bigint {
    return BigInt(this.#real.bufferSize('send'));
  }

  setSendBufferSize(value: bigint): void {
    this.#setBufferSize('send', value);
  }

  #setBufferSize(buffer: Buffer, value: bigint): void {
    if (value === 0n) throw code('invalid-argument');
    this.#real.bufferSize(buffer, toSize(value));
  }

  /** No call on the socket itself takes time. */
  subscribe(): Pollable {
    return new Pollable(undefined, undefined, this.#children.add());
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('a UDP socket');
    this.#real.close();
  }
}

const code = (value: SocketErrorCode): SocketErrorCode => value;
