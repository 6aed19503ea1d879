const PIECES = 8;
const DECIMAL = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${DECIMAL}(?:\\.${DECIMAL}){3}$`);

/** https://url.spec.whatwg.org/#concept-ipv6-parser, serialized. Undefined: it is no address. */
export function parseIpv6(text: string): string | undefined {
  const [before = '', after, ...more] = text.split('::');
  const [head, tail] = [pieces(before, after === undefined), pieces(after ?? '', true)];
  if (!head || !tail || more.length > 0) return undefined;
  const missing = PIECES - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  return serialize([...head, ...Array<number>(missing).fill(0), ...tail]);
}

/** @param isLast whether the text may end with an IPv4 address */
function pieces(text: string, isLast: boolean): number[] | undefined {
  if (text === '') return [];
  const found: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) found.push(Number.parseInt(part, 16));
    else if (isLast && index === parts.length - 1 && IPV4.test(part)) {
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
      found.push(a * 256 + b, c * 256 + d);
    } else return undefined;
  }
  return found;
}

/** The first of the longest runs of zeros is left out. */
function serialize(numbers: readonly number[]): string {
  let [start, length] = [-1, 1];
  for (let at = 0; at < PIECES; at++) {
    let end = at;
    while (numbers[end] === 0) end++;
    if (end - at > length) [start, length] = [at, end - at];
  }
  const hex = (part: readonly number[]) => part.map((number) => number.toString(16)).join(':');
  return start < 0 ? hex(numbers) : `${hex(numbers.slice(0, start))}::${hex(numbers.slice(start + length))}`;
}
