import net from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Address } from '../../wasi/sockets/addresses.ts';
import { familyOf, hostOf } from '../../wasi/sockets/addresses.ts';
import type { Failed } from '../../wasi/sockets/real.ts';

/** The handle beneath a socket of node:net. Its calls return 0 or the negative number of an error. */
export interface TcpHandle {
  bind(host: string, port: number): number;
  bind6(host: string, port: number, flags: number): number;
  getsockname(into: { address?: string; port?: number }): number;
  close(): void;
  reset(): number;
}

type WithHandle = { readonly _handle: TcpHandle | null };

type TcpHandleClass = new (type: number) => TcpHandle;

const SOCKET = 0;
const IPV6_ONLY = 1;

let known: TcpHandleClass | undefined;

/**
 * A handle that is neither bound nor connected. node:net binds a socket in the call that listens or connects, while a
 * guest may query its port in between; so the class of handles is taken from a socket, which accepts one as its own.
 */
export function newTcpHandle(): TcpHandle {
  known ??= handleClass();
  return new known(SOCKET);
}

/** A socket has its handle from the moment in which it is asked to connect, which it does in a later turn. */
function handleClass(): TcpHandleClass {
  const socket = net.connect({ host: '127.0.0.1', port: 1 });
  const handle = (socket as unknown as WithHandle)._handle!;
  socket.on('error', () => {}).destroy();
  return handle.constructor as TcpHandleClass;
}

/** @returns 0, or the negative number of an error */
export function bind(handle: TcpHandle, { host, port }: Address): number {
  const failed = familyOf({ host }) === 4 ? handle.bind(host, port) : handle.bind6(host, port, IPV6_ONLY);
  // An address in use is reported by the first call after it.
  return failed || handle.getsockname({});
}

/** Closes a connection by RST. Node.js does it only before a connection's end or once it is sent: not meanwhile. */
export function reset(socket: net.Socket): void {
  (socket as unknown as WithHandle)._handle?.reset();
  socket.destroy();
}

export function localOf(handle: TcpHandle): Address {
  const name: { address?: string; port?: number } = {};
  handle.getsockname(name);
  return { host: hostOf(name.address ?? ''), port: name.port ?? 0 };
}

/**
 * The host to connect to, as Node.js takes it: with the name of an interface as the scope. Node.js chooses an interface
 * for a link-local address without one, where the system refuses.
 */
export function targetOf(host: string): { readonly host: string } | Failed {
  const [plain = '', scope] = host.split('%');
  if (!/^fe[89ab]/.test(plain)) return { host };
  if (scope === undefined) return { failed: 'invalid-argument' };
  const named = Object.entries(networkInterfaces()).find(([, addresses]) =>
    addresses?.some((one) => one.family === 'IPv6' && one.scopeid === Number(scope)),
  );
  return named ? { host: `${plain}%${named[0]}` } : { failed: 'remote-unreachable' };
}
