/** URL of the URL standard (https://url.spec.whatwg.org/#url-class). */
import { scalarValues } from '../../text.ts';
import { parsePart, parseUrl } from './parse.ts';
import { percentEncode, userinfo } from './percent.ts';
import { URLSearchParams } from './search-params.ts';
import { hostOf, isSpecial, pathOf, serialize, type UrlRecord } from './url-record.ts';

function read(url: unknown, base: unknown): UrlRecord | undefined {
  const parsedBase = base === undefined ? undefined : parseUrl(String(base));
  if (base !== undefined && !parsedBase) return undefined;
  return parseUrl(String(url), parsedBase);
}

/** Keys of `URL`'s own making, so that `parse` needs no second reading. */
const PARSED = Symbol('parsed');

export class URL {
  #url: UrlRecord;
  #params: URLSearchParams | undefined;

  /** @throws TypeError if it, or `base`, is no URL */
  constructor(url: unknown, base?: unknown) {
    const isParsed = typeof url === 'object' && url !== null && PARSED in url;
    const parsed = isParsed ? (url[PARSED] as UrlRecord) : read(url, base);
    if (!parsed)
      throw Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: String(url) });
    this.#url = parsed;
  }

  static parse(url: unknown, base?: unknown): URL | null {
    const parsed = read(url, base);
    return parsed ? new URL({ [PARSED]: parsed }) : null;
  }

  static canParse(url: unknown, base?: unknown): boolean {
    return read(url, base) !== undefined;
  }

  get href(): string {
    return serialize(this.#url);
  }

  set href(text: string) {
    const parsed = parseUrl(String(text));
    if (!parsed) throw new TypeError('Invalid URL');
    this.#url = parsed;
    this.#updateParams();
  }

  get origin(): string {
    const { scheme, path } = this.#url;
    if (scheme === 'blob') {
      const inner = typeof path === 'string' ? parseUrl(path) : undefined;
      return inner && /^https?$/.test(inner.scheme) ? originOf(inner) : 'null';
    }
    return isSpecial(this.#url) && scheme !== 'file' ? originOf(this.#url) : 'null';
  }

  get protocol(): string {
    return `${this.#url.scheme}:`;
  }

  set protocol(text: string) {
    parsePart(`${text}:`, this.#url, 'schemeStart');
  }

  get username(): string {
    return this.#url.username;
  }

  set username(text: string) {
    if (this.#hasPort()) this.#url.username = percentEncode(scalarValues(String(text)), userinfo);
  }

  get password(): string {
    return this.#url.password;
  }

  set password(text: string) {
    if (this.#hasPort()) this.#url.password = percentEncode(scalarValues(String(text)), userinfo);
  }

  get host(): string {
    return hostOf(this.#url);
  }

  set host(text: string) {
    if (typeof this.#url.path !== 'string') parsePart(String(text), this.#url, 'host');
  }

  get hostname(): string {
    return this.#url.host ?? '';
  }

  set hostname(text: string) {
    if (typeof this.#url.path !== 'string') parsePart(String(text), this.#url, 'hostname');
  }

  get port(): string {
    return this.#url.port === null ? '' : String(this.#url.port);
  }

  set port(text: string) {
    if (!this.#hasPort()) return;
    if (String(text) === '') this.#url.port = null;
    else parsePart(String(text), this.#url, 'port');
  }

  get pathname(): string {
    return pathOf(this.#url);
  }

  set pathname(text: string) {
    if (typeof this.#url.path === 'string') return;
    this.#url.path = [];
    parsePart(String(text), this.#url, 'pathStart');
  }

  get search(): string {
    return this.#url.query ? `?${this.#url.query}` : '';
  }

  set search(text: string) {
    this.#url.query = null;
    if (String(text) !== '') {
      this.#url.query = '';
      parsePart(String(text).replace(/^\?/, ''), this.#url, 'query');
    }
    this.#updateParams();
  }

  get searchParams(): URLSearchParams {
    return (this.#params ??= URLSearchParams.of(this.#url.query ?? '', () => {
      this.#url.query = this.#params?.toString() || null;
    }));
  }

  get hash(): string {
    return this.#url.fragment ? `#${this.#url.fragment}` : '';
  }

  set hash(text: string) {
    this.#url.fragment = null;
    if (String(text) === '') return;
    this.#url.fragment = '';
    parsePart(String(text).replace(/^#/, ''), this.#url, 'fragment');
  }

  toString(): string {
    return this.href;
  }

  toJSON(): string {
    return this.href;
  }

  get [Symbol.toStringTag](): string {
    return 'URL';
  }

  #updateParams(): void {
    if (this.#params) URLSearchParams.update(this.#params, this.#url.query ?? '');
  }

  /** Whether it can have credentials and a port. */
  #hasPort(): boolean {
    const { host, scheme } = this.#url;
    return host !== null && host !== '' && scheme !== 'file';
  }
}

const originOf = (url: UrlRecord): string => `${url.scheme}://${hostOf(url)}`;
