import type { Address } from '../../wasi/sockets/addresses.ts';
import type { Reply } from './socket-port.ts';

/** The type of a reply depends on its message. */
const unexpected = (): Error => new Error('a socket sent the reply to another request');

export function addressIn(reply: Reply): Address {
  if ('address' in reply) return reply.address;
  throw unexpected();
}

export function countIn(reply: Reply): number {
  if ('count' in reply) return reply.count;
  throw unexpected();
}
