/** wasi:sockets 0.3, put together. A guest without the network starts; sockets and names are refused, as in wasmtime. */
import type { Grants } from '../../protocol.ts';
import { readHostName } from '../sockets/host-name.ts';
import type { Lookup, RealNetwork } from '../sockets/real.ts';
import { familyFrom, toIpAddress, type IpAddress, type IpAddressFamily } from '../sockets/values.ts';
import { until } from '../wake.ts';
import { attempt, refuse } from './socket-errors.ts';
import { TcpSocket } from './tcp-socket.ts';
import { UdpSocket } from './udp-socket.ts';

/** @param network the real sockets; without it nothing is granted */
export function sockets(grants: Grants, network: RealNetwork | undefined) {
  const { network: mayUse = false, tcp = mayUse, udp = mayUse, nameLookup = false } = grants;
  const allowed = (isGranted: boolean): RealNetwork =>
    network && isGranted ? network : refuse('access-denied');
  class GrantedTcpSocket extends TcpSocket {
    static create(value: IpAddressFamily): TcpSocket {
      const family = familyFrom(value);
      return attempt(() => new GrantedTcpSocket(allowed(tcp).tcp(family), family, mayUse));
    }
  }
  class GrantedUdpSocket extends UdpSocket {
    static create(value: IpAddressFamily): UdpSocket {
      const family = familyFrom(value);
      return attempt(() => new GrantedUdpSocket(allowed(udp).udp(family), family, mayUse));
    }
  }
  const named = nameLookup ? network : undefined;
  return {
    'wasi:sockets/types@0.3': { TcpSocket: GrantedTcpSocket, UdpSocket: GrantedUdpSocket },
    'wasi:sockets/ip-name-lookup@0.3': { resolveAddresses: (name: string) => resolveAddresses(named, name) },
  };
}

/** @param network undefined for a guest that may not look up names */
async function resolveAddresses(network: RealNetwork | undefined, name: string): Promise<IpAddress[]> {
  if (!network) refuse('permanent-resolver-failure');
  const read = readHostName(name);
  if (!read) refuse('invalid-argument');
  if ('host' in read) return [toIpAddress(read.host)];
  const lookup = attempt(() => network.lookUp(read.name));
  let result: ReturnType<Lookup['result']>;
  await until(() => (result = lookup.result()) !== undefined);
  lookup.close();
  if (!result || 'failed' in result) return refuse(result?.failed ?? 'unknown');
  return result.map(toIpAddress);
}
