import { memoizedByText } from '../base/memoized-by-text.ts';
import { segmentOf } from '../base/uri-paths.ts';

/**
 * One spelling for each URI. Clients differ in percent-encoding (`file:///c%3A/a` and `file:///C:/a` are one file);
 * analysis compares URIs as strings, so incoming ones are normalised.
 */
export const normalizeUri = memoizedByText((uri: string): string => {
  const [, scheme, authority = '', path = ''] = /^([A-Za-z][\w+.-]*:)(\/\/[^/]*)?(.*)$/s.exec(uri) ?? [];
  if (scheme === undefined) return uri;
  const segments = path.split('/').map((segment) => segmentOf(decode(segment)));
  const drive = segments[1]?.replace(
    /^([A-Za-z])(?:%3A|:)$/i,
    (_, letter: string) => `${letter.toLowerCase()}:`,
  );
  if (drive !== undefined && segments.length > 1) segments[1] = drive;
  return scheme.toLowerCase() + authority.toLowerCase() + segments.join('/');
});

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Remembers the client's spelling of its documents' URIs, for responses. */
export class UriSpellings {
  readonly #byUri = new Map<string, string>();
  readonly #meant = new Map<string, string>();

  /** To the client, a document that it could not open is a file from now on. */
  show(uri: string, file: string): void {
    this.#meant.set(normalizeUri(file), uri);
    this.#byUri.set(uri, file);
  }

  in(uri: string): string {
    const normal = normalizeUri(uri);
    const meant = this.#meant.get(normal);
    if (meant !== undefined) return meant;
    if (normal !== uri) this.#byUri.set(normal, uri);
    return normal;
  }

  /** Of a folder: some clients end it with a slash. */
  folder(uri: string): string {
    return this.in(uri).replace(/(?<=\/\/|[^/])\/$/, '');
  }

  out(uri: string): string {
    return this.#byUri.get(uri) ?? uri;
  }
}
