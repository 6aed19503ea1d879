/**
 * Domains in ASCII, as UTS #46 makes them for the web, with normalization and classes of characters of the engine
 * in place of its table of mappings, which would be as large as all the rest.
 */
import { decode, encode } from './punycode.ts';

const ACE = 'xn--';
/** Mapped to nothing; the two joiners are valid where scripts have them. */
const IGNORED = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;
/** U+1E9E is mapped to sharp s, which lower case does as well but for this one in some engines. */
const LARGE_SHARP_S = /\u1e9e/gu;
const FULL_STOPS = /[\u3002\uff0e\uff61]/gu;
const INVALID = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Z}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/u;

/** Undefined: a label is not valid. */
export function domainToAscii(domain: string): string | undefined {
  const isPlain = !/[^\0-\x7f]/.test(domain);
  const mapped = isPlain ? domain.toLowerCase() : map(domain);
  const labels = mapped.split('.').map(labelToAscii);
  return labels.includes(undefined) ? undefined : labels.join('.');
}

function map(domain: string): string {
  const seen = domain.replaceAll(IGNORED, '').replaceAll(LARGE_SHARP_S, 'ß').normalize('NFKC');
  return seen.replaceAll(FULL_STOPS, '.').toLowerCase().normalize('NFKC');
}

function labelToAscii(label: string): string | undefined {
  if (label.startsWith(ACE)) {
    const decoded = decode(label.slice(ACE.length));
    const isWhole = decoded !== undefined && /[^\0-\x7f]/.test(decoded) && map(decoded) === decoded;
    return isWhole && isValid(decoded) && ACE + encode(decoded) === label ? label : undefined;
  }
  if (!/[^\0-\x7f]/.test(label)) return label;
  return isValid(label) ? ACE + encode(label) : undefined;
}

const isValid = (label: string): boolean =>
  !/^\p{M}/u.test(label) && !INVALID.test(label) && !label.startsWith(ACE);
