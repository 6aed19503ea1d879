/** The basic URL parser (https://url.spec.whatwg.org/#concept-basic-url-parser), a function for each state. */
import { scalarValues } from '../../text.ts';
import { authority, fileHost, host, port } from './authority-states.ts';
import type { Parser, State, Step } from './parser.ts';
import { file, fileSlash, opaquePath, path, pathStart, queryState, fragmentState } from './path-states.ts';
import {
  noScheme,
  pathOrAuthority,
  relative,
  relativeSlash,
  scheme,
  schemeStart,
  specialAuthorityIgnoreSlashes,
  specialAuthoritySlashes,
  specialRelativeOrAuthority,
} from './scheme-states.ts';
import { emptyRecord, type UrlRecord } from './url-record.ts';

const STATES: Readonly<Record<State, Step>> = {
  schemeStart,
  scheme,
  noScheme,
  specialRelativeOrAuthority,
  pathOrAuthority,
  relative,
  relativeSlash,
  specialAuthoritySlashes,
  specialAuthorityIgnoreSlashes,
  authority,
  host,
  hostname: host,
  port,
  file,
  fileSlash,
  fileHost,
  pathStart,
  path,
  opaquePath,
  query: queryState,
  fragment: fragmentState,
};

const AROUND = /^[\0-\x20]+|[\0-\x20]+$/g;
const TABS_AND_LINES = /[\t\n\r]/g;

/** Undefined: it is no URL. */
export function parseUrl(text: string, base?: UrlRecord): UrlRecord | undefined {
  const url = emptyRecord();
  return run(text.replaceAll(AROUND, ''), url, base, undefined) ? url : undefined;
}

/** Parses one part into a URL, as its setters do. */
export function parsePart(text: string, url: UrlRecord, state: State): boolean {
  return run(text, url, undefined, state);
}

function run(
  text: string,
  url: UrlRecord,
  base: UrlRecord | undefined,
  override: State | undefined,
): boolean {
  const parser: Parser = {
    chars: [...scalarValues(text).replaceAll(TABS_AND_LINES, '')],
    url,
    base,
    override,
    at: 0,
    state: override ?? 'schemeStart',
    buffer: '',
    sawAt: false,
    sawPassword: false,
    inBrackets: false,
  };
  for (; parser.at <= parser.chars.length; parser.at++) {
    const step = STATES[parser.state];
    const outcome = step(parser, parser.chars[parser.at] ?? '');
    if (outcome) return outcome === 'stop';
  }
  return true;
}
