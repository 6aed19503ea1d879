import { domainToUnicode } from 'node:url';
import { hostOf } from './addresses.ts';

/** A name to look up, or the address that a text is already. */
export type HostName = { readonly name: string } | { readonly host: string };

/** Characters that no host name has, including those at which a URL would end or strip it. */
const FORBIDDEN = /[\0- #/:<>?@[\\\]^|\x7f]/;

/**
 * Reads a host name by the rules of URLs, as wasmtime does: names beyond ASCII become punycode, `127.1` and `0x7f.1`
 * are addresses, and so is IPv6 with or without brackets.
 * @returns undefined for an invalid name
 */
export function readHostName(text: string): HostName | undefined {
  const bare = /^\[(.*)\]$/s.exec(text)?.[1] ?? (text.includes(':') ? text : undefined);
  if (bare === undefined && FORBIDDEN.test(text)) return undefined;
  const hostname = hostnameOf(bare === undefined ? text : `[${bare}]`);
  if (hostname === undefined || hostname === '') return undefined;
  if (hostname.startsWith('[')) return { host: hostOf(hostname.slice(1, -1)) };
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ? { host: hostname } : { name: hostname };
}

/** Node.js 24 lets a label pass that is marked as punycode and is none. */
const UNDECODED = /(?:^|\.)xn--/i;

function hostnameOf(text: string): string | undefined {
  if (/[\s/?#@\\%]/.test(text.startsWith('[') ? text : '')) return undefined;
  try {
    const { hostname } = new URL(`http://${text}`);
    return UNDECODED.test(domainToUnicode(hostname)) ? undefined : hostname;
  } catch {
    return undefined;
  }
}
