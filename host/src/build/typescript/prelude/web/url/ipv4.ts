/** https://url.spec.whatwg.org/#concept-ipv4-parser. Undefined: it is no address. */
export function parseIpv4(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.at(-1) === '' && parts.length > 1) parts.pop();
  const numbers = parts.map(parseNumber);
  const last = numbers.pop();
  if (parts.length > 4 || last === undefined || last >= 256 ** (4 - numbers.length)) return undefined;
  let address = last;
  for (const [index, number] of numbers.entries()) {
    if (number === undefined || number > 255) return undefined;
    address += number * 256 ** (3 - index);
  }
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

function parseNumber(part: string): number | undefined {
  if (/^0x[0-9a-f]*$/i.test(part)) return Number.parseInt(part.slice(2) || '0', 16);
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
  return /^[1-9]\d*$/.test(part) ? Number.parseInt(part, 10) : undefined;
}
