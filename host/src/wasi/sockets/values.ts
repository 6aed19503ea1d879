/** Addresses as WASI 0.2 passes them. */
import { bytesOf, familyOf, groupsOf, type Address, type Family } from './addresses.ts';

export type IpAddressFamily = 'ipv4' | 'ipv6';

export type IpAddress =
  | { readonly tag: 'ipv4'; readonly val: readonly number[] }
  | { readonly tag: 'ipv6'; readonly val: readonly number[] };

export type IpSocketAddress =
  | { readonly tag: 'ipv4'; readonly val: { readonly port: number; readonly address: readonly number[] } }
  | {
      readonly tag: 'ipv6';
      readonly val: {
        readonly port: number;
        readonly flowInfo: number;
        readonly address: readonly number[];
        readonly scopeId: number;
      };
    };

export const familyFrom = (value: IpAddressFamily): Family => (value === 'ipv4' ? 4 : 6);
export const toFamily = (family: Family): IpAddressFamily => (family === 4 ? 'ipv4' : 'ipv6');

export function addressFrom(value: IpSocketAddress): Address {
  const { port, address } = value.val;
  if (value.tag === 'ipv4') return { host: address.join('.'), port };
  const { scopeId } = value.val;
  const groups = address.map((group) => group.toString(16)).join(':');
  return { host: scopeId === 0 ? groups : `${groups}%${scopeId}`, port };
}

export function toAddress({ host, port }: Address): IpSocketAddress {
  if (familyOf({ host }) === 4) return { tag: 'ipv4', val: { port, address: bytesOf(host) } };
  // Node.js names the interface where it does not give its number.
  const scopeId = Number(/%(\d+)$/.exec(host)?.[1] ?? 0);
  return { tag: 'ipv6', val: { port, flowInfo: 0, address: groupsOf(host), scopeId } };
}

export const toIpAddress = (host: string): IpAddress =>
  familyOf({ host }) === 4 ? { tag: 'ipv4', val: bytesOf(host) } : { tag: 'ipv6', val: groupsOf(host) };
