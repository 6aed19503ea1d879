import dns from 'node:dns';
import type { MessagePort } from 'node:worker_threads';
import { canonical, hostOf } from '../../wasi/sockets/addresses.ts';
import type { SocketErrorCode } from '../../wasi/sockets/errors.ts';
import { postTo, type Wake } from './real-socket.ts';
import { openTcp } from './real-tcp.ts';
import { openUdp } from './real-udp.ts';
import type { SocketMessage } from './socket-port.ts';

/** Opens a guest's socket, on the first thread of its process. */
export function openSocket({ port, what }: SocketMessage, wake: Wake): void {
  if ('name' in what) lookUp(what.name, port, wake);
  else if ('tcp' in what) openTcp(port, wake);
  else openUdp(what.udp, port, wake);
}

function lookUp(name: string, port: MessagePort, wake: Wake): void {
  const post = postTo(port, wake);
  const code: SocketErrorCode = 'name-unresolvable';
  // The command is the resolver's.
  dns.lookup(name, { all: true, verbatim: true }, (error, found) => {
    if (error) post({ event: 'failed', code });
    else post({ event: 'resolved', hosts: found.map(({ address }) => canonical(hostOf(address))) });
  });
}
