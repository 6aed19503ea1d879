/** The valid parts of a request line and target in wasi:http, as in wasmtime. */

/** A token of RFC 9110, which a method is and which may be written in any case. */
export const isMethod = (text: string): boolean => /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(text);

export const isScheme = (text: string): boolean => /^[+\-.~\dA-Za-z]{0,64}$/.test(text);

/** A path from the root, a query, both or neither; a whole URL would name another host than the authority. */
export function isPathWithQuery(text: string): boolean {
  const [, path, query = ''] = /^([^?#]*)(\?[^#]*)?(?:#.*)?$/s.exec(text) ?? [];
  if (path === undefined || text.startsWith('#') || Buffer.byteLength(text) > MOST_TARGET) return false;
  // eslint-disable-next-line no-control-regex
  return /^(?:\/[^\x00-\x20<>`\x7f]*)?$/.test(path) && /^[^\x00-\x20"<>\x7f]*$/.test(query);
}

const MOST_TARGET = 65_534;

/** `user@host:port`: a name, an IPv4 address or an IPv6 address in brackets. */
export function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@');
  const isUser = at < 0 || /^[\w!$&'()*+,\-.:;=@~%]*$/.test(text.slice(0, at));
  return isUser && HOST.test(text.slice(at + 1)) && hasValidPort(text);
}

const HOST = /^(?!$)[\w!$&'()*+,\-.;=~]*(?:\[[\w!$&'()*+,\-.:;=~%]*\][\w!$&'()*+,\-.;=~]*)?(?::[\d+]+)?$/;

/** Behind the last bracket a colon begins the port, even where it parts a user from a password. */
function hasValidPort(text: string): boolean {
  if (!text.slice(text.lastIndexOf(']') + 1).includes(':')) return true;
  const port = text.slice(text.lastIndexOf(':') + 1);
  return /^\+?\d+$/.test(port) && Number(port) < 65_536;
}
