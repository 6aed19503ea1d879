/**
 * wasi:sockets 0.2, put together. A guest without the network starts; creating a socket or looking up a name is
 * refused, as wasmtime refuses it.
 */
import type { Grants } from '../../protocol.ts';
import { IncomingDatagramStream, OutgoingDatagramStream } from './datagram-streams.ts';
import type { SocketErrorCode } from './errors.ts';
import { resolveAddresses, ResolveAddressStream } from './name-lookup.ts';
import type { RealNetwork } from './real.ts';
import { TcpSocket } from './tcp-socket.ts';
import { UdpSocket } from './udp-socket.ts';
import { familyFrom, type IpAddressFamily } from './values.ts';

class Network {}

/** @param network the real sockets; without it nothing is granted */
export function sockets(grants: Grants, network: RealNetwork | undefined) {
  const { network: mayUse = false, tcp = mayUse, udp = mayUse, nameLookup = false } = grants;
  /** @throws SocketErrorCode */
  const allowed = (isGranted: boolean): RealNetwork => {
    if (!network || !isGranted) throw 'access-denied' satisfies SocketErrorCode;
    return network;
  };
  return {
    'wasi:sockets/instance-network': { instanceNetwork: () => new Network() },
    'wasi:sockets/network': { Network, networkErrorCode: () => undefined },
    'wasi:sockets/ip-name-lookup': {
      ResolveAddressStream,
      resolveAddresses: (_network: Network, name: string) =>
        resolveAddresses(nameLookup ? network : undefined, name),
    },
    'wasi:sockets/tcp-create-socket': {
      createTcpSocket: (value: IpAddressFamily) => {
        const family = familyFrom(value);
        return new TcpSocket(allowed(tcp).tcp(family), family, mayUse);
      },
    },
    'wasi:sockets/tcp': { TcpSocket },
    'wasi:sockets/udp-create-socket': {
      createUdpSocket: (value: IpAddressFamily) => {
        const family = familyFrom(value);
        return new UdpSocket(allowed(udp).udp(family), family, mayUse);
      },
    },
    'wasi:sockets/udp': { UdpSocket, IncomingDatagramStream, OutgoingDatagramStream },
  };
}
