/** wasi:sockets/ip-name-lookup 0.2. */
import { Children } from '../children.ts';
import { Pollable } from '../pollable.ts';
import type { SocketErrorCode } from './errors.ts';
import { readHostName } from './host-name.ts';
import type { Lookup, RealNetwork } from './real.ts';
import { toIpAddress, type IpAddress } from './values.ts';

/** `resolve-address-stream` of wasi:sockets 0.2. */
export class ResolveAddressStream {
  readonly #lookup: Lookup;
  readonly #children = new Children();
  #next = 0;

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  resolveNextAddress(): IpAddress | undefined {
    const result = this.#lookup.result();
    if (!result) throw 'would-block' satisfies SocketErrorCode;
    if ('failed' in result) throw result.failed;
    const host = result[this.#next];
    if (host === undefined) return undefined;
    this.#next++;
    return toIpAddress(host);
  }

  subscribe(): Pollable {
    return new Pollable(
      () => this.#lookup.result() !== undefined,
      () => undefined,
      this.#children.add(),
    );
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('a stream of addresses');
    this.#lookup.close();
  }
}

/** @param network undefined for a guest that may not look up names */
export function resolveAddresses(network: RealNetwork | undefined, name: string): ResolveAddressStream {
  if (!network) throw 'permanent-resolver-failure' satisfies SocketErrorCode;
  const read = readHostName(name);
  if (!read) throw 'invalid-argument' satisfies SocketErrorCode;
  return new ResolveAddressStream('host' in read ? known(read.host) : network.lookUp(read.name));
}

const known = (host: string): Lookup => ({ result: () => [host], close: () => {} });
