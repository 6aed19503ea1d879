/** How calls of sockets fail: the codes of wasi:sockets 0.2, which those of 0.3 are a part of. */

export type SocketErrorCode =
  | 'unknown'
  | 'access-denied'
  | 'not-supported'
  | 'invalid-argument'
  | 'out-of-memory'
  | 'timeout'
  | 'concurrency-conflict'
  | 'not-in-progress'
  | 'would-block'
  | 'invalid-state'
  | 'new-socket-limit'
  | 'address-not-bindable'
  | 'address-in-use'
  | 'remote-unreachable'
  | 'connection-refused'
  | 'connection-reset'
  | 'connection-aborted'
  | 'datagram-too-large'
  | 'name-unresolvable'
  | 'temporary-resolver-failure'
  | 'permanent-resolver-failure';

const CODES: Readonly<Record<string, SocketErrorCode>> = {
  EPERM: 'access-denied',
  EACCES: 'access-denied',
  ERR_ACCESS_DENIED: 'access-denied',
  EADDRINUSE: 'address-in-use',
  EADDRNOTAVAIL: 'address-not-bindable',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-aborted',
  EINVAL: 'invalid-argument',
  EHOSTUNREACH: 'remote-unreachable',
  EHOSTDOWN: 'remote-unreachable',
  ENETDOWN: 'remote-unreachable',
  ENETUNREACH: 'remote-unreachable',
  ENONET: 'remote-unreachable',
  EISCONN: 'invalid-state',
  ENOTCONN: 'invalid-state',
  EDESTADDRREQ: 'invalid-state',
  ENFILE: 'new-socket-limit',
  EMFILE: 'new-socket-limit',
  EMSGSIZE: 'datagram-too-large',
  ENOMEM: 'out-of-memory',
  ENOBUFS: 'out-of-memory',
  EOPNOTSUPP: 'not-supported',
  ENOPROTOOPT: 'not-supported',
  EPROTONOSUPPORT: 'not-supported',
  EAFNOSUPPORT: 'not-supported',
};

/** @param error what Node.js threw or reported */
export const codeOf = (error: unknown): SocketErrorCode =>
  CODES[(error as NodeJS.ErrnoException | undefined)?.code ?? ''] ?? 'unknown';

/** `ConnectionReset`: how wasmtime's errors of streams describe themselves. */
export const describe = (code: SocketErrorCode): string =>
  code === 'unknown' ? 'Other' : code.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());

/** The code that `describe` described. */
export const codeDescribed = (text: string): SocketErrorCode =>
  Object.values(CODES).find((code) => describe(code) === text) ?? 'unknown';
