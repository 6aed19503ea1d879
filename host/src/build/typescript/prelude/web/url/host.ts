/** Hosts of URLs, in their serialized form (https://url.spec.whatwg.org/#host-parsing). */
import { domainToAscii } from './domain.ts';
import { parseIpv4 } from './ipv4.ts';
import { parseIpv6 } from './ipv6.ts';
import { controls, percentDecode, percentEncode } from './percent.ts';

const FORBIDDEN_IN_HOST = /[\0\t\n\r #/:<>?@[\\\]^|]/;
const FORBIDDEN_IN_DOMAIN = /[\0-\x20"#%/:<>?@[\\\]^`{|}\x7f]/;

/** @param isOpaque of a scheme that is not special. Undefined: it is no host. */
export function parseHost(text: string, isOpaque: boolean): string | undefined {
  if (text.startsWith('[')) {
    const address = text.endsWith(']') ? parseIpv6(text.slice(1, -1)) : undefined;
    return address === undefined ? undefined : `[${address}]`;
  }
  if (isOpaque) return FORBIDDEN_IN_HOST.test(text) ? undefined : percentEncode(text, controls);
  const domain = domainToAscii(percentDecode(text));
  if (domain === undefined || domain === '' || FORBIDDEN_IN_DOMAIN.test(domain)) return undefined;
  return endsInNumber(domain) ? parseIpv4(domain) : domain;
}

function endsInNumber(domain: string): boolean {
  const labels = domain.split('.');
  if (labels.at(-1) === '' && labels.length > 1) labels.pop();
  return /^(?:\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? '');
}
