/** wasi:sockets/types.tcp-socket 0.3: its states, and the result of each call in them. */
import {
  isOfFamily,
  isRemote,
  isUnicast,
  unspecified,
  type Address,
  type Family,
} from '../sockets/addresses.ts';
import type { SocketErrorCode } from '../sockets/errors.ts';
import type { Connection, RealTcp } from '../sockets/real.ts';
import { TcpOptions } from '../sockets/tcp-options.ts';
import {
  addressFrom,
  toAddress,
  toFamily,
  type IpAddressFamily,
  type IpSocketAddress,
} from '../sockets/values.ts';
import { until } from '../wake.ts';
import { attempt, refuse, socketError, type SocketError } from './socket-errors.ts';
import { failure, refused, type GuestStream, type Readable, type Result } from './streams.ts';
import { receiveFrom, sendTo } from './tcp-streams.ts';
import { TcpSettings } from './tcp-settings.ts';

type State =
  | { readonly kind: 'new' | 'listening' | 'connecting' }
  | { readonly kind: 'closed'; readonly code: SocketErrorCode }
  | { readonly kind: 'connected'; readonly connection: Connection };

/** The real socket, which closes with the last of its users: the guest's socket, and its streams. */
class Shared {
  readonly real: RealTcp;
  #users = 0;

  constructor(real: RealTcp) {
    this.real = real;
  }

  /** @returns ends the use, the first time it is called */
  use(): () => void {
    this.#users++;
    let isUsed = true;
    return () => {
      if (isUsed && --this.#users === 0) this.real.close();
      isUsed = false;
    };
  }
}

export class TcpSocket extends TcpSettings {
  readonly #shared: Shared;
  readonly #release: () => void;
  readonly #family: Family;
  readonly #mayUse: boolean;
  readonly #options: TcpOptions;
  #state: State = { kind: 'new' };
  #local: Address | undefined;
  #backlog = 128;
  #hasSent = false;
  #hasReceived = false;

  /** @param mayUse whether the guest may use addresses */
  constructor(real: RealTcp, family: Family, mayUse: boolean, options?: TcpOptions) {
    super();
    this.#shared = new Shared(real);
    this.#release = this.#shared.use();
    this.#family = family;
    this.#mayUse = mayUse;
    this.#options = options?.inherited(real) ?? new TcpOptions(real, family);
  }

  bind(value: IpSocketAddress): void {
    const address = addressFrom(value);
    if (this.#local || this.#state.kind !== 'new') refuse('invalid-state');
    if (!isUnicast(address) || !isOfFamily(address, this.#family)) refuse('invalid-argument');
    if (!this.#mayUse) refuse('access-denied');
    this.#local = attempt(() => this.#shared.real.bind(address));
  }

  async connect(value: IpSocketAddress): Promise<void> {
    const address = addressFrom(value);
    if (this.#state.kind !== 'new') refuse('invalid-state');
    if (!isUnicast(address) || !isRemote(address) || !isOfFamily(address, this.#family))
      refuse('invalid-argument');
    if (!this.#mayUse) return this.#fail('access-denied');
    this.#state = { kind: 'connecting' };
    const { real } = this.#shared;
    real.connect(address);
    let outcome: ReturnType<RealTcp['connected']>;
    await until(() => (outcome = real.connected()) !== undefined);
    if (!outcome || 'failed' in outcome) this.#fail(outcome?.failed ?? 'unknown');
    else this.#connected(outcome);
  }

  #fail(code: SocketErrorCode): never {
    this.#state = { kind: 'closed', code };
    refuse(code);
  }

  listen(): AsyncIterable<TcpSocket> {
    if (this.#state.kind !== 'new') refuse('invalid-state');
    // As in wasmtime, where this ends the socket without a reason that later calls could give.
    if (!this.#mayUse) {
      this.#state = { kind: 'closed', code: 'unknown' };
      refuse('access-denied');
    }
    const { real } = this.#shared;
    this.#local ??= attempt(() => real.bind({ host: unspecified(this.#family), port: 0 }));
    attempt(() => real.listen(this.#backlog));
    this.#state = { kind: 'listening' };
    return this.#accepted(real, this.#shared.use());
  }

  #accepted(real: RealTcp, release: () => void): AsyncIterableIterator<TcpSocket, undefined> {
    let isOver = false;
    const end = (): IteratorReturnResult<undefined> => {
      isOver = true;
      release();
      return { done: true, value: undefined };
    };
    const next = async (): Promise<IteratorResult<TcpSocket, undefined>> => {
      await until(() => isOver || real.hasAccepted());
      const accepted = isOver ? undefined : real.accept();
      // More sockets than one guest may have.
      if (!accepted || 'failed' in accepted) return end();
      // That of the instance: the bindings know no other.
      const Own = this.constructor as typeof TcpSocket;
      const made = new Own(accepted.socket, this.#family, this.#mayUse, this.#options);
      made.#connected(accepted.connection);
      return { done: false, value: made };
    };
    const stream = { next, return: () => Promise.resolve(end()), [Symbol.asyncIterator]: () => stream };
    return stream;
  }

  send(data: GuestStream): Promise<Result<never, SocketError>> {
    if (this.#state.kind !== 'connected' || this.#hasSent) {
      data[Symbol.dispose]();
      return Promise.resolve(failure(this.#withoutStream()));
    }
    this.#hasSent = true;
    return sendTo(data, this.#state.connection, this.#shared.use());
  }

  receive(): Readable<SocketError> {
    if (this.#state.kind !== 'connected' || this.#hasReceived) return refused(this.#withoutStream());
    this.#hasReceived = true;
    return receiveFrom(this.#state.connection, this.#shared.use());
  }

  /** Why there is nothing to send to or receive from. */
  #withoutStream(): SocketError {
    return socketError(this.#state.kind === 'closed' ? this.#state.code : 'invalid-state');
  }

  getLocalAddress(): IpSocketAddress {
    const { kind } = this.#open();
    return this.#local && kind !== 'connecting' ? toAddress(this.#local) : refuse('invalid-state');
  }

  getRemoteAddress(): IpSocketAddress {
    const state = this.#open();
    return state.kind === 'connected' ? toAddress(state.connection.remote) : refuse('invalid-state');
  }

  getIsListening(): boolean {
    return this.#state.kind === 'listening';
  }

  getAddressFamily(): IpAddressFamily {
    return toFamily(this.#family);
  }

  setListenBacklogSize(value: bigint): void {
    if (value === 0n) refuse('invalid-argument');
    const { kind } = this.#open();
    if (kind !== 'new' && kind !== 'listening') refuse('invalid-state');
    this.#backlog = Number(value < MOST ? value : MOST);
  }

  protected override usable(): TcpOptions {
    return this.#open().kind === 'connecting' ? refuse('invalid-state') : this.#options;
  }

  /** The state, unless a connection failed: that is what each call says from then on. */
  #open(): Exclude<State, { kind: 'closed' }> {
    return this.#state.kind === 'closed' ? refuse(this.#state.code) : this.#state;
  }

  #connected(connection: Connection): void {
    this.#state = { kind: 'connected', connection };
    this.#local = connection.local;
    this.#options.applyKeepAlive();
  }

  [Symbol.dispose](): void {
    this.#release();
  }
}

/** The largest backlog that systems take. */
const MOST = 2n ** 31n - 1n;
