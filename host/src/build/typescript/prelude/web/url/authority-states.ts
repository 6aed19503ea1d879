/** The states of the URL parser for credentials, host and port. */
import { parseHost } from './host.ts';
import type { Step, Parser } from './parser.ts';
import { percentEncode, userinfo } from './percent.ts';
import { defaultPort, hasCredentials, isSpecial } from './url-record.ts';

const endsAuthority = ({ url }: Parser, char: string): boolean =>
  char === '' || /^[/?#]/.test(char) || (char === '\\' && isSpecial(url));

export const authority: Step = (parser, char) => {
  if (char === '@') {
    addCredentials(parser);
  } else if (endsAuthority(parser, char)) {
    if (parser.sawAt && parser.buffer === '') return 'failure';
    parser.at -= [...parser.buffer].length + 1;
    parser.buffer = '';
    parser.state = 'host';
  } else parser.buffer += char;
};

function addCredentials(parser: Parser): void {
  const { url } = parser;
  const text = parser.sawAt ? `%40${parser.buffer}` : parser.buffer;
  parser.sawAt = true;
  parser.buffer = '';
  for (const char of text) {
    const encoded = percentEncode(char, userinfo);
    if (parser.sawPassword) url.password += encoded;
    else if (char === ':') parser.sawPassword = true;
    else url.username += encoded;
  }
}

export const host: Step = (parser, char) => {
  const { url, override } = parser;
  if (override && url.scheme === 'file') {
    parser.at--;
    parser.state = 'fileHost';
  } else if (char === ':' && !parser.inBrackets) {
    if (parser.buffer === '' || override === 'hostname') return 'failure';
    parser.state = 'port';
    return takeHost(parser);
  } else if (endsAuthority(parser, char)) {
    parser.at--;
    if (isSpecial(url) && parser.buffer === '') return 'failure';
    if (override && parser.buffer === '' && (hasCredentials(url) || url.port !== null)) return 'failure';
    parser.state = 'pathStart';
    return takeHost(parser) ?? (override && 'stop');
  } else {
    if (char === '[') parser.inBrackets = true;
    if (char === ']') parser.inBrackets = false;
    parser.buffer += char;
  }
};

function takeHost(parser: Parser): 'failure' | undefined {
  const found = parseHost(parser.buffer, !isSpecial(parser.url));
  if (found === undefined) return 'failure';
  parser.url.host = found;
  parser.buffer = '';
  return undefined;
}

const LAST_PORT = 65_535;

export const port: Step = (parser, char) => {
  const { url, override, buffer } = parser;
  if (/^[0-9]/.test(char)) {
    parser.buffer += char;
    return;
  }
  if (!endsAuthority(parser, char) && !override) return 'failure';
  if (buffer !== '') {
    const number = Number(buffer);
    if (number > LAST_PORT) return 'failure';
    url.port = number === defaultPort(url) ? null : number;
    parser.buffer = '';
  }
  if (override) return buffer === '' ? 'failure' : 'stop';
  parser.state = 'pathStart';
  parser.at--;
};

export const fileHost: Step = (parser, char) => {
  const { url, override, buffer } = parser;
  if (char !== '' && !/^[/\\?#]/.test(char)) {
    parser.buffer += char;
    return;
  }
  parser.at--;
  if (!override && /^[A-Za-z][:|]$/.test(buffer)) {
    // The buffer is the first segment of the path.
    parser.state = 'path';
    return;
  }
  if (buffer === '') url.host = '';
  else if (takeHost(parser)) return 'failure';
  if (url.host === 'localhost') url.host = '';
  parser.state = 'pathStart';
  return override && 'stop';
};
