/** The states of the URL parser up to the authority. `at` steps back where a character is looked at again. */
import type { Step, Parser } from './parser.ts';
import {
  defaultPort,
  hasCredentials,
  isSpecial,
  isSpecialScheme,
  shorten,
  type UrlRecord,
} from './url-record.ts';

export const schemeStart: Step = (parser, char) => {
  if (/^[A-Za-z]/.test(char)) {
    parser.buffer += char.toLowerCase();
    parser.state = 'scheme';
  } else {
    if (parser.override) return 'failure';
    parser.state = 'noScheme';
    parser.at--;
  }
};

export const scheme: Step = (parser, char) => {
  if (/^[A-Za-z0-9+.-]/.test(char)) {
    parser.buffer += char.toLowerCase();
  } else if (char === ':') {
    return parser.override ? changeScheme(parser) : endScheme(parser);
  } else {
    if (parser.override) return 'failure';
    parser.buffer = '';
    parser.state = 'noScheme';
    parser.at = -1;
  }
};

/** A scheme that does not fit the rest of the URL is not taken. */
function changeScheme({ url, buffer }: Parser): 'stop' {
  if (isSpecial(url) !== isSpecialScheme(buffer)) return 'stop';
  if (buffer === 'file' && (hasCredentials(url) || url.port !== null)) return 'stop';
  if (url.scheme === 'file' && url.host === '') return 'stop';
  url.scheme = buffer;
  if (url.port === defaultPort(url)) url.port = null;
  return 'stop';
}

function endScheme(parser: Parser): void {
  const { url, base } = parser;
  url.scheme = parser.buffer;
  parser.buffer = '';
  if (url.scheme === 'file') parser.state = 'file';
  else if (isSpecial(url))
    parser.state = base?.scheme === url.scheme ? 'specialRelativeOrAuthority' : 'specialAuthoritySlashes';
  else if (parser.chars[parser.at + 1] === '/') {
    parser.state = 'pathOrAuthority';
    parser.at++;
  } else {
    url.path = '';
    parser.state = 'opaquePath';
  }
}

export const noScheme: Step = (parser, char) => {
  const { url, base } = parser;
  if (!base) return 'failure';
  if (typeof base.path === 'string') {
    if (char !== '#') return 'failure';
    Object.assign(url, { scheme: base.scheme, path: base.path, query: base.query, fragment: '' });
    parser.state = 'fragment';
    return;
  }
  parser.state = base.scheme === 'file' ? 'file' : 'relative';
  parser.at--;
};

const isSlash = (char: string | undefined, url: UrlRecord): boolean =>
  char === '/' || (char === '\\' && isSpecial(url));

export const specialRelativeOrAuthority: Step = (parser, char) => {
  if (char === '/' && parser.chars[parser.at + 1] === '/') {
    parser.state = 'specialAuthorityIgnoreSlashes';
    parser.at++;
  } else {
    parser.state = 'relative';
    parser.at--;
  }
};

export const pathOrAuthority: Step = (parser, char) => {
  if (char === '/') parser.state = 'authority';
  else {
    parser.state = 'path';
    parser.at--;
  }
};

export const relative: Step = (parser, char) => {
  const { url, base } = parser;
  url.scheme = base!.scheme;
  if (isSlash(char, url)) {
    parser.state = 'relativeSlash';
    return;
  }
  const { username, password, host, port, path, query } = base!;
  Object.assign(url, { username, password, host, port, path: [...path], query });
  restOf(parser, char, () => shorten(url));
};

/** Parses the rest after a path inherited from the base. */
export function restOf(parser: Parser, char: string, beforePath: () => void): void {
  const { url } = parser;
  if (char === '?') {
    url.query = '';
    parser.state = 'query';
  } else if (char === '#') {
    url.fragment = '';
    parser.state = 'fragment';
  } else if (char !== '') {
    url.query = null;
    beforePath();
    parser.state = 'path';
    parser.at--;
  }
}

export const relativeSlash: Step = (parser, char) => {
  const { url, base } = parser;
  if (isSpecial(url) && isSlash(char, url)) parser.state = 'specialAuthorityIgnoreSlashes';
  else if (char === '/') parser.state = 'authority';
  else {
    const { username, password, host, port } = base!;
    Object.assign(url, { username, password, host, port });
    parser.state = 'path';
    parser.at--;
  }
};

export const specialAuthoritySlashes: Step = (parser, char) => {
  parser.state = 'specialAuthorityIgnoreSlashes';
  if (char === '/' && parser.chars[parser.at + 1] === '/') parser.at++;
  else parser.at--;
};

export const specialAuthorityIgnoreSlashes: Step = (parser, char) => {
  if (char === '/' || char === '\\') return;
  parser.state = 'authority';
  parser.at--;
};
