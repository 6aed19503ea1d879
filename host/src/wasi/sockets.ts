/**
 * wasi:sockets 0.2 as a guest without the network finds it: it starts, and creating a socket or looking up a name
 * is refused, as wasmtime refuses it. What follows on a socket can never be reached.
 */
import { unreachable } from './unreachable.ts';

class Network {}

function denied(): never {
  throw 'access-denied';
}

const buffers = ['receiveBufferSize', 'setReceiveBufferSize', 'sendBufferSize', 'setSendBufferSize'];
const addresses = ['startBind', 'finishBind', 'localAddress', 'remoteAddress', 'addressFamily', 'subscribe'];
const connections = ['startConnect', 'finishConnect', 'startListen', 'finishListen', 'accept', 'shutdown'];
const keepAlive = ['Enabled', 'IdleTime', 'Interval', 'Count'].flatMap((name) => [
  `keepAlive${name}`,
  `setKeepAlive${name}`,
]);

export const sockets = {
  'wasi:sockets/instance-network': { instanceNetwork: () => new Network() },
  'wasi:sockets/network': { Network, networkErrorCode: () => undefined },
  'wasi:sockets/ip-name-lookup': {
    ResolveAddressStream: unreachable('resolveNextAddress', 'subscribe'),
    resolveAddresses(): never {
      throw 'permanent-resolver-failure';
    },
  },
  'wasi:sockets/tcp-create-socket': { createTcpSocket: denied },
  'wasi:sockets/tcp': {
    TcpSocket: unreachable(
      ...addresses,
      ...connections,
      ...keepAlive,
      ...buffers,
      'isListening',
      'setListenBacklogSize',
      'hopLimit',
      'setHopLimit',
    ),
  },
  'wasi:sockets/udp-create-socket': { createUdpSocket: denied },
  'wasi:sockets/udp': {
    UdpSocket: unreachable(...addresses, ...buffers, 'stream', 'unicastHopLimit', 'setUnicastHopLimit'),
    IncomingDatagramStream: unreachable('receive', 'subscribe'),
    OutgoingDatagramStream: unreachable('checkSend', 'send', 'subscribe'),
  },
};
