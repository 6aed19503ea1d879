/** Addresses of sockets: as text, in the form of Node.js, and those that wasmtime refuses. */

export type Family = 4 | 6;

/**
 * `host` is `127.0.0.1`, or the eight groups of an IPv6 address, each without zeroes at its start and with `%` and
 * the scope behind them if there is one: equal addresses are equal texts.
 */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export const isSameAddress = (one: Address, other: Address): boolean =>
  one.host === other.host && one.port === other.port;

export const familyOf = ({ host }: Pick<Address, 'host'>): Family => (host.includes(':') ? 6 : 4);

/** An address of either family and no port. */
export const unspecified = (family: Family): string => (family === 4 ? '0.0.0.0' : '0:0:0:0:0:0:0:0');

/** The groups of an IPv6 address in any spelling that Node.js gives, without its scope. */
export function groupsOf(text: string): number[] {
  const plain = text.replace(/%.*/, '').replace(/\d+\.\d+\.\d+\.\d+$/, (dotted) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytesOf(dotted);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [before = '', after] = plain.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => parseInt(group, 16));
  const [head, tail] = [read(before), read(after ?? '')];
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

export const bytesOf = (text: string): number[] => text.split('.').map(Number);

/** The spelling of `Address.host`. */
export function hostOf(text: string): string {
  if (!text.includes(':')) return text;
  const scope = /%.*/.exec(text)?.[0] ?? '';
  const groups = groupsOf(text).map((group) => group.toString(16));
  return `${groups.join(':')}${scope}`;
}

/** The IPv4 address of an IPv6 address of the form `::ffff:a.b.c.d`; other hosts as they are. */
export function canonical(host: string): string {
  const groups = familyOf({ host }) === 6 ? groupsOf(host) : [];
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.length > 0 && groups.slice(0, 5).every((group) => group === 0);
  if (!isMapped || groups[5] !== 0xffff) return host;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Whether a socket of the family takes it: IPv6 sockets have no IPv4 addresses in them, mapped or compatible. */
export function isOfFamily({ host }: Address, family: Family): boolean {
  if (familyOf({ host }) !== family) return false;
  return family === 4 || (canonical(host) === host && !isCompatible(groupsOf(host)));
}

/** `::a.b.c.d`, deprecated since 2006; `::` and `::1` are none of them. */
const isCompatible = (groups: readonly number[]): boolean =>
  groups.slice(0, 6).every((group) => group === 0) && (groups[6] !== 0 || (groups[7] ?? 0) > 1);

/** Whether something can be sent to it. */
export function isRemote({ host, port }: Address): boolean {
  const plain = canonical(host);
  return plain !== unspecified(familyOf({ host: plain })) && port !== 0;
}

export function isUnicast({ host }: Address): boolean {
  const plain = canonical(host);
  if (familyOf({ host: plain }) === 6) return (groupsOf(plain)[0] ?? 0) >> 8 !== 0xff;
  const [first = 0] = bytesOf(plain);
  return !(first >= 224 && first < 240) && plain !== '255.255.255.255';
}
