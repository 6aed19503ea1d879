/**
 * The interface between wasi:sockets and the owner of the real sockets, which may be in another thread. Failing calls
 * throw their `SocketErrorCode`.
 */
import type { Source } from '../input-stream.ts';
import type { Address, Family } from './addresses.ts';
import type { SocketErrorCode } from './errors.ts';

export type Failed = { readonly failed: SocketErrorCode };

export interface RealNetwork {
  /** @throws `new-socket-limit` */
  tcp(family: Family): RealTcp;
  /** @throws `new-socket-limit` */
  udp(family: Family): RealUdp;
  /** @throws `new-socket-limit` */
  lookUp(name: string): Lookup;
}

export type Buffer = 'receive' | 'send';

interface RealSocket {
  /** @returns the local address */
  bind(address: Address): Address;
  /**
   * Sets the size of a buffer, unless there is no `bytes`.
   * @returns its size, as the system has it
   */
  bufferSize(buffer: Buffer, bytes?: number): number;
  close(): void;
}

export interface RealTcp extends RealSocket {
  listen(backlog: number): void;
  connect(address: Address): void;
  /** The result of `connect`, once available. */
  connected(): Connection | Failed | undefined;
  /** The next connection of a listening socket, if one waits. */
  accept(): { readonly socket: RealTcp; readonly connection: Connection } | Failed | undefined;
  /** Whether `accept` gives something. */
  hasAccepted(): boolean;
  /** @param idle seconds until the first probe; none are sent without it */
  keepAlive(idle?: number): void;
}

export interface Connection {
  readonly local: Address;
  readonly remote: Address;
  readonly input: Source;
  /** Reads nothing any more. Once the output has ended as well, bytes that come reset the connection. */
  stopInput(): void;
  readonly output: ConnectionOutput;
}

export interface ConnectionOutput {
  write(bytes: Uint8Array): void;
  room(): number;
  /** Whether the other side no longer reads. */
  isClosed(): boolean;
  failure(): SocketErrorCode | undefined;
  /** Whether all that was written has left. */
  isSettled(): boolean;
  /** Waits until all that was written has left, or cannot. */
  settle(): void;
  /** Ends the output. */
  end(): void;
}

export interface Datagram {
  readonly data: Uint8Array;
  readonly remote: Address;
}

export interface RealUdp extends RealSocket {
  /**
   * Takes datagrams of `remote` only, or of all again.
   * @returns the local address, which may be another one now
   */
  connect(remote: Address | undefined): Address;
  /** @returns how many were sent; throws when the first cannot be */
  send(datagrams: readonly { readonly data: Uint8Array; readonly remote?: Address }[]): number;
  /** The next one that has arrived. */
  receive(): Datagram | Failed | undefined;
  /** Waits for what has arrived with the system. */
  settle(): void;
  hopLimit(value: number): void;
}

export interface Lookup {
  /** Hosts as in `Address`, once they are there. */
  result(): readonly string[] | Failed | undefined;
  close(): void;
}
