/** The messages between a guest's thread and the main thread of its process about one socket, over a dedicated port. */
import type { MessagePort } from 'node:worker_threads';
import type { Address, Family } from '../../wasi/sockets/addresses.ts';
import type { SocketErrorCode } from '../../wasi/sockets/errors.ts';
import type { Buffer, Datagram, Failed } from '../../wasi/sockets/real.ts';

/** From the guest's thread: opens something of the network, which the port's end closes. */
export interface SocketMessage {
  readonly kind: 'socket';
  readonly port: MessagePort;
  readonly what:
    | { readonly tcp: Family }
    | { readonly udp: Family }
    /** Responded to by a `resolved`, and then closed. */
    | { readonly name: string };
}

/** Requests, each with one `Reply`, in command. */
export type SocketRequest =
  | { readonly request: 'bind'; readonly address: Address }
  | { readonly request: 'listen'; readonly backlog: number }
  | { readonly request: 'buffer-size'; readonly buffer: Buffer; readonly bytes?: number }
  /** Whether all earlier messages were handled. */
  | { readonly request: 'settle' }
  /** Gives the port of a socket back, so that the guest's next socket may have it, and that nothing more arrives. */
  | { readonly request: 'close' }
  /** Closes a connection with bytes that the guest has not read. */
  | { readonly request: 'reset' }
  /** The guest has ended its output, and reads nothing any more: bytes that come behind the reply reset the connection. */
  | { readonly request: 'refuse-input' }
  | { readonly request: 'connect-datagrams'; readonly remote?: Address }
  | { readonly request: 'send'; readonly datagrams: readonly { data: Uint8Array; remote?: Address }[] };

export type Reply =
  Failed | { readonly address: Address } | { readonly count: number } | { readonly done: true };

/** Commands of the guest that have no reply. */
export type Command =
  | { readonly command: 'connect'; readonly address: Address }
  | { readonly command: 'keep-alive'; readonly idle?: number }
  | { readonly command: 'hop-limit'; readonly value: number }
  | { readonly command: 'write'; readonly bytes: Uint8Array }
  | { readonly command: 'end' }
  /** The guest took a connection, or this many bytes of datagrams: as much may be sent again. */
  | { readonly command: 'took'; readonly count: number };

/** Events of the socket. */
export type Event =
  | { readonly event: 'connected'; readonly connection: PassedConnection }
  | { readonly event: 'accepted'; readonly port: MessagePort; readonly connection: PassedConnection }
  | { readonly event: 'datagram'; readonly datagram: Datagram }
  | { readonly event: 'resolved'; readonly hosts: readonly string[] }
  /** The other side of the connection writes nothing any more, and may be gone. */
  | { readonly event: 'ended' }
  /** Instead of any of them. */
  | { readonly event: 'failed'; readonly code: SocketErrorCode }
  /** The guest's later writes fail. */
  | { readonly event: 'broken'; readonly code: SocketErrorCode };

export interface PassedConnection {
  readonly local: Address;
  readonly remote: Address;
  /** Read with a `PipeReader`, eagerly. */
  readonly input: MessagePort;
  /** Buffered bytes (flow.ts), and whether their reader is gone. */
  readonly flow: Int32Array;
}

export type FromGuest = SocketRequest | Command;
export type FromReal = Event | { readonly reply: Reply };

/** Connections, and bytes of datagrams, that wait for the guest; those beyond are closed or lost. */
export const MOST_WAITING = { connections: 1024, bytes: 1_048_576 } as const;
/** The number of sockets that an instance may have open at once. */
export const MOST_SOCKETS = 1000;

/** The bytes that a datagram counts as while it waits, as systems count more than its contents. */
export const weightOf = ({ data }: Datagram): number => data.length + 256;
