/** A URL in parts, all of them serialized (https://url.spec.whatwg.org/#url-representation). */
export interface UrlRecord {
  scheme: string;
  username: string;
  password: string;
  host: string | null;
  port: number | null;
  /** A text: the path is opaque. */
  path: string[] | string;
  query: string | null;
  fragment: string | null;
}

/** The special schemes and their ports. */
const PORTS: Readonly<Record<string, number | null>> = {
  ftp: 21,
  file: null,
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
};

export const emptyRecord = (): UrlRecord => ({
  scheme: '',
  username: '',
  password: '',
  host: null,
  port: null,
  path: [],
  query: null,
  fragment: null,
});

export const isSpecialScheme = (scheme: string): boolean => Object.hasOwn(PORTS, scheme);
export const isSpecial = ({ scheme }: UrlRecord): boolean => isSpecialScheme(scheme);
export const defaultPort = ({ scheme }: UrlRecord): number | null => PORTS[scheme] ?? null;
export const hasCredentials = ({ username, password }: UrlRecord): boolean =>
  username !== '' || password !== '';

export function shorten({ scheme, path }: UrlRecord): void {
  if (typeof path === 'string') return;
  if (scheme === 'file' && path.length === 1 && /^[A-Za-z]:$/.test(path[0] ?? '')) return;
  path.pop();
}

export const pathOf = ({ path }: UrlRecord): string =>
  typeof path === 'string' ? path : path.map((segment) => `/${segment}`).join('');

export const hostOf = ({ host, port }: UrlRecord): string => (host ?? '') + (port === null ? '' : `:${port}`);

export function serialize(url: UrlRecord): string {
  const { scheme, username, password, host, path, query, fragment } = url;
  let text = `${scheme}:`;
  if (host !== null) {
    const credentials = hasCredentials(url) ? `${username}${password && `:${password}`}@` : '';
    text += `//${credentials}${hostOf(url)}`;
  } else if (typeof path !== 'string' && path.length > 1 && path[0] === '') text += '/.';
  text += pathOf(url);
  if (query !== null) text += `?${query}`;
  return fragment === null ? text : `${text}#${fragment}`;
}
