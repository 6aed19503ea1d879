/** wasi:sockets/tcp 0.2: the states of a socket and the result of each call in them, as in wasmtime. */
import { Children } from '../children.ts';
import type { InputStream } from '../input-stream.ts';
import type { OutputStream } from '../output-stream.ts';
import { Pollable } from '../pollable.ts';
import { isOfFamily, isRemote, isUnicast, type Address, type Family } from './addresses.ts';
import type { SocketErrorCode } from './errors.ts';
import type { Buffer, Connection, RealTcp } from './real.ts';
import { TcpOptions } from './tcp-options.ts';
import { TcpStreams } from './tcp-streams.ts';
import { addressFrom, toAddress, toFamily, type IpAddressFamily, type IpSocketAddress } from './values.ts';

type State =
  | { readonly kind: 'new' }
  | { readonly kind: 'listening' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly connection: Connection }
  | { readonly kind: 'closed'; readonly code: SocketErrorCode };

export type ShutdownType = 'receive' | 'send' | 'both';
type Accepted = [socket: TcpSocket, input: InputStream, output: OutputStream];

/**
 * `tcp-socket` of wasi:sockets 0.2.
 * https://github.com/WebAssembly/wasi-sockets/blob/main/wit/tcp.wit
 */
export class TcpSocket {
  readonly #real: RealTcp;
  readonly #family: Family;
  readonly #mayUse: boolean;
  readonly #children = new Children();
  readonly #options: TcpOptions;
  #state: State = { kind: 'new' };
  #inProgress: 'bind' | 'connect' | 'listen' | undefined;
  #local: Address | undefined;
  #isListener = false;
  #backlog = 128;
  #streams: TcpStreams | undefined;

  /** @param mayUse whether the guest may use addresses */
  constructor(real: RealTcp, family: Family, mayUse: boolean, options?: TcpOptions) {
    this.#real = real;
    this.#family = family;
    this.#mayUse = mayUse;
    this.#options = options?.inherited(real) ?? new TcpOptions(real, family);
  }

  startBind(_network: object, value: IpSocketAddress): void {
    const address = addressFrom(value);
    this.#requireIdle();
    if (this.#isBound() || this.#state.kind !== 'new') throw code('invalid-state');
    if (!isUnicast(address) || !isOfFamily(address, this.#family)) throw code('invalid-argument');
    if (!this.#mayUse) throw code('access-denied');
    this.#local = this.#real.bind(address);
    this.#inProgress = 'bind';
  }

  finishBind(): void {
    this.#finish('bind');
  }

  startConnect(_network: object, value: IpSocketAddress): void {
    const address = addressFrom(value);
    this.#requireIdle();
    if (this.#state.kind !== 'new') throw code('invalid-state');
    if (!isUnicast(address) || !isRemote(address) || !isOfFamily(address, this.#family))
      throw code('invalid-argument');
    this.#state = { kind: 'connecting' };
    this.#inProgress = 'connect';
    if (this.#mayUse) this.#real.connect(address);
  }

  finishConnect(): [input: InputStream, output: OutputStream] {
    if (this.#inProgress !== 'connect') throw code('not-in-progress');
    if (!this.#settleConnect()) throw code('would-block');
    this.#inProgress = undefined;
    return this.#takeStreams();
  }

  startListen(): void {
    this.#requireIdle();
    if (!this.#isBound() || this.#state.kind !== 'new') throw code('invalid-state');
    this.#real.listen(this.#backlog);
    this.#state = { kind: 'listening' };
    this.#isListener = true;
    this.#inProgress = 'listen';
  }

  finishListen(): void {
    this.#finish('listen');
  }

  accept(): Accepted {
    if (!this.#isListener) throw code('invalid-state');
    const accepted = this.#real.accept();
    if (!accepted) throw code('would-block');
    if ('failed' in accepted) throw code(accepted.failed);
    const { socket, connection } = accepted;
    const made = new TcpSocket(socket, this.#family, this.#mayUse, this.#options);
    made.#connected(connection);
    return [made, ...made.#takeStreams()];
  }

  localAddress(): IpSocketAddress {
    const { kind } = this.#state;
    if (!this.#isBound() || kind === 'connecting') throw code('invalid-state');
    this.#requireOpen();
    if (!this.#local) throw code('invalid-state');
    return toAddress(this.#local);
  }

  remoteAddress(): IpSocketAddress {
    this.#requireOpen();
    if (this.#state.kind !== 'connected') throw code('invalid-state');
    return toAddress(this.#state.connection.remote);
  }

  isListening(): boolean {
    return this.#state.kind === 'listening';
  }

  addressFamily(): IpAddressFamily {
    return toFamily(this.#family);
  }

  setListenBacklogSize(value: bigint): void {
    if (value === 0n) throw code('invalid-argument');
    this.#requireOpen();
    if (this.#state.kind !== 'new' && this.#state.kind !== 'listening') throw code('invalid-state');
    this.#backlog = Number(value < MOST ? value : MOST);
  }

  keepAliveEnabled(): boolean {
    return this.#usable().keepAlive;
  }

  setKeepAliveEnabled(value: boolean): void {
    this.#usable().setKeepAlive(value);
  }

  keepAliveIdleTime(): bigint {
    return this.#usable().idleTime;
  }

  setKeepAliveIdleTime(value: bigint): void {
    requireSome(value);
    this.#usable().setIdleTime(value);
  }

  keepAliveInterval(): bigint {
    return this.#usable().interval;
  }

  setKeepAliveInterval(value: bigint): void {
    requireSome(value);
    this.#usable().setInterval(value);
  }

  keepAliveCount(): number {
    return this.#usable().count;
  }

  setKeepAliveCount(value: number): void {
    requireSome(value);
    this.#usable().setCount(value);
  }

  hopLimit(): number {
    return this.#usable().hopLimit;
  }

  setHopLimit(value: number): void {
    const options = this.#usable();
    requireSome(value);
    options.hopLimit = value;
  }

  receiveBufferSize(): bigint {
    return this.#usable().bufferSize('receive');
  }

  setReceiveBufferSize(value: bigint): void {
    this.#setBufferSize('receive', value);
  }

  sendBufferSize(): bigint {
    return this.#usable().bufferSize('send');
  }

  setSendBufferSize(value: bigint): void {
    this.#setBufferSize('send', value);
  }

  subscribe(): Pollable {
    return new Pollable(
      () => this.#ready(),
      () => undefined,
      this.#children.add(),
    );
  }

  shutdown(how: ShutdownType): void {
    if (!this.#streams) throw code('invalid-state');
    if (how !== 'send') this.#streams.stopInput();
    if (how !== 'receive') this.#streams.endOutput();
  }

  #ready(): boolean {
    if (this.#inProgress === 'connect') return this.#settleConnect(true);
    if (this.#inProgress === undefined && this.#isListener) return this.#real.hasAccepted();
    return true;
  }

  /**
   * @param quietly whether a failure is only noted
   * @returns whether there is a connection
   */
  #settleConnect(quietly = false): boolean {
    if (this.#state.kind === 'connecting') {
      const outcome = this.#mayUse ? this.#real.connected() : ({ failed: 'access-denied' } as const);
      if (!outcome) return false;
      if ('failed' in outcome) this.#state = { kind: 'closed', code: outcome.failed };
      else this.#connected(outcome);
    }
    if (this.#state.kind === 'closed' && !quietly) {
      this.#inProgress = undefined;
      throw code(this.#state.code);
    }
    return true;
  }

  #connected(connection: Connection): void {
    this.#state = { kind: 'connected', connection };
    this.#local = connection.local;
    this.#options.applyKeepAlive();
  }

  #takeStreams(): [input: InputStream, output: OutputStream] {
    if (this.#state.kind !== 'connected') throw code('invalid-state');
    this.#streams = new TcpStreams(this.#state.connection);
    return this.#streams.open(this.#children);
  }

  #isBound(): boolean {
    return this.#local !== undefined || this.#state.kind !== 'new';
  }

  #requireIdle(): void {
    if (this.#inProgress !== undefined) throw code('concurrency-conflict');
  }

  #requireOpen(): void {
    if (this.#state.kind === 'closed') throw code(this.#state.code);
  }

  #finish(what: 'bind' | 'listen'): void {
    if (this.#inProgress !== what) throw code('not-in-progress');
    this.#inProgress = undefined;
  }

  /** The options, in the states in which the socket of the system is at hand. */
  #usable(): TcpOptions {
    this.#requireOpen();
    if (this.#state.kind === 'connecting') throw code('invalid-state');
    return this.#options;
  }

  #setBufferSize(buffer: Buffer, value: bigint): void {
    const options = this.#usable();
    requireSome(value);
    options.setBufferSize(buffer, value);
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('a TCP socket');
    this.#streams?.endOutput();
    this.#real.close();
  }
}

/** The largest backlog that systems take. */
const MOST = 2n ** 31n - 1n;

/** The value to throw for a result's error, by the convention of the bindings. */
const code = (value: SocketErrorCode): SocketErrorCode => value;

function requireSome(value: number | bigint): void {
  if (value === 0 || value === 0n) throw code('invalid-argument');
}
