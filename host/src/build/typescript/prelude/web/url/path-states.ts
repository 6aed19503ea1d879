/** The states of the URL parser from the path on, and for `file:`. */
import type { Step, Parser } from './parser.ts';
import { controls, fragment, path as pathSet, percentEncode, query, specialQuery } from './percent.ts';
import { restOf } from './scheme-states.ts';
import { isSpecial, shorten } from './url-record.ts';

const DRIVE = /^[A-Za-z][:|]$/;
/** At the beginning of a text. */
const DRIVE_FIRST = /^[A-Za-z][:|](?:[/\\?#]|$)/;
const startsWithDrive = ({ chars, at }: Parser): boolean =>
  DRIVE_FIRST.test(chars.slice(at, at + 3).join(''));

export const file: Step = (parser, char) => {
  const { url, base } = parser;
  url.scheme = 'file';
  url.host = '';
  if (char === '/' || char === '\\') {
    parser.state = 'fileSlash';
  } else if (base?.scheme === 'file') {
    Object.assign(url, { host: base.host, path: [...base.path], query: base.query });
    restOf(parser, char, () => (startsWithDrive(parser) ? (url.path = []) : shorten(url)));
  } else {
    parser.state = 'path';
    parser.at--;
  }
};

export const fileSlash: Step = (parser, char) => {
  const { url, base } = parser;
  if (char === '/' || char === '\\') {
    parser.state = 'fileHost';
    return;
  }
  if (base?.scheme === 'file') {
    url.host = base.host;
    const [drive] = base.path;
    if (!startsWithDrive(parser) && /^[A-Za-z]:$/.test(drive ?? '')) (url.path as string[]).push(drive!);
  }
  parser.state = 'path';
  parser.at--;
};

export const pathStart: Step = (parser, char) => {
  const { url, override } = parser;
  if (isSpecial(url)) {
    parser.state = 'path';
    if (char !== '/' && char !== '\\') parser.at--;
  } else if (!override && (char === '?' || char === '#')) startQueryOrFragment(parser, char);
  else if (char !== '') {
    parser.state = 'path';
    if (char !== '/') parser.at--;
  } else if (override && url.host === null) (url.path as string[]).push('');
};

function startQueryOrFragment(parser: Parser, char: string): void {
  if (char === '?') {
    parser.url.query = '';
    parser.state = 'query';
  } else if (char === '#') {
    parser.url.fragment = '';
    parser.state = 'fragment';
  }
}

export const path: Step = (parser, char) => {
  const { url, override } = parser;
  const isSlash = char === '/' || (char === '\\' && isSpecial(url));
  const isEnd = char === '' || (!override && (char === '?' || char === '#'));
  if (!isSlash && !isEnd) {
    parser.buffer += percentEncode(char, pathSet);
    return;
  }
  endSegment(parser, isSlash);
  parser.buffer = '';
  if (!override) startQueryOrFragment(parser, char);
};

const DOT = /^(?:\.|%2e)$/i;
const DOTS = /^(?:\.|%2e){2}$/i;

function endSegment({ url, buffer }: Parser, isSlash: boolean): void {
  const segments = url.path as string[];
  if (DOTS.test(buffer)) {
    shorten(url);
    if (!isSlash) segments.push('');
  } else if (DOT.test(buffer)) {
    if (!isSlash) segments.push('');
  } else {
    const isDrive = url.scheme === 'file' && segments.length === 0 && DRIVE.test(buffer);
    segments.push(isDrive ? `${buffer.charAt(0)}:` : buffer);
  }
}

export const opaquePath: Step = (parser, char) => {
  const { url, chars, at } = parser;
  if (char === '?' || char === '#') startQueryOrFragment(parser, char);
  // A space before what follows would be lost if that were taken away.
  else if (char === ' ' && /^[?#]/.test(chars[at + 1] ?? '')) url.path += '%20';
  else url.path += percentEncode(char, controls);
};

export const queryState: Step = (parser, char) => {
  const { url, override } = parser;
  if (char === '#' && !override) startQueryOrFragment(parser, char);
  else url.query += percentEncode(char, isSpecial(url) ? specialQuery : query);
};

export const fragmentState: Step = ({ url }, char) => {
  url.fragment += percentEncode(char, fragment);
};
