import type { UrlRecord } from './url-record.ts';

/** The states of the standard; `hostname` is that of `host`, for a setter. */
export type State =
  | 'schemeStart'
  | 'scheme'
  | 'noScheme'
  | 'specialRelativeOrAuthority'
  | 'pathOrAuthority'
  | 'relative'
  | 'relativeSlash'
  | 'specialAuthoritySlashes'
  | 'specialAuthorityIgnoreSlashes'
  | 'authority'
  | 'host'
  | 'hostname'
  | 'port'
  | 'file'
  | 'fileSlash'
  | 'fileHost'
  | 'pathStart'
  | 'path'
  | 'opaquePath'
  | 'query'
  | 'fragment';

export interface Parser {
  readonly chars: readonly string[];
  readonly url: UrlRecord;
  readonly base: UrlRecord | undefined;
  /** Of a setter: the part that is parsed. */
  readonly override: State | undefined;
  at: number;
  state: State;
  buffer: string;
  sawAt: boolean;
  sawPassword: boolean;
  inBrackets: boolean;
}

/** A state of the parser; handles a character, which is empty at the end. `stop`: the rest is left alone. */
export type Step = (parser: Parser, char: string) => 'failure' | 'stop' | void;
