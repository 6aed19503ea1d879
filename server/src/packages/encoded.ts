/** Packages in the binary format (`.wasm`, `.wat`), which are read as the WIT that they encode. */

/** Why a file is not read as a package. */
export interface Refusal {
  readonly kind:
    /** Neither the binary nor the text format of WebAssembly. */
    | 'not-wasm'
    | 'core-module'
    /** A component that can be run. */
    | 'component'
    /** The text format, with a mistake in it. */
    | 'text'
    /** The file does not validate, or is no package. */
    | 'invalid'
    /** The file has other contents of a package than the files before it. */
    | 'conflict'
    /** The decoder failed on it, or took too long. */
    | 'gave-up'
    /** No decoder is available, or it does not start. */
    | 'unavailable';
  /** The tools' words, outermost first. */
  readonly reasons: readonly string[];
}

/** The result for one of several files that are decoded together. */
export type Outcome =
  /** Its package as WIT; parts of other packages that no file is for are nested in it. */
  | { readonly kind: 'text'; readonly text: string }
  /** Its package is that of another file, whose text holds both. */
  | { readonly kind: 'merged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Reads files as one set, since several may hold parts of the same package. Never rejects.
 *
 * @returns an outcome for each
 */
export type Decode = (files: readonly Uint8Array[]) => Promise<readonly Outcome[]>;

/** The current state of a file. */
export type Encoded =
  | { readonly kind: 'pending' | 'merged' }
  /** Its text is the document `uri`. */
  | { readonly kind: 'text'; readonly uri: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Returns at once; files that are being read are `pending`. The files of a folder belong together. */
export type ReadEncoded = (folder: string, files: readonly string[]) => readonly Encoded[];

const UNAVAILABLE: Encoded = { kind: 'refused', refusal: { kind: 'unavailable', reasons: [] } };

/** Where nothing decodes. */
export const unavailableDecoder: ReadEncoded = (_, files) => files.map(() => UNAVAILABLE);

export const isEncoded = (name: string): boolean => /\.(wasm|wat)$/.test(name);

/** The scheme of the documents that show encoded files. */
export const DECODED_SCHEME = 'wit-decoded';

/** The scheme of the documents that show a component's own package, without those that it names. */
export const COMPONENT_TEXT_SCHEME = 'wit-text';

/** Decoded documents, which cannot be edited. */
export const isDecodedDocument = (uri: string): boolean =>
  isDecoded(uri) || uri.startsWith(`${COMPONENT_TEXT_SCHEME}:`);

const PREFIX = `${DECODED_SCHEME}:`;

export const isDecoded = (uri: string): boolean => uri.startsWith(PREFIX);

/** The document that shows an encoded file: `wit-decoded:/deps/c.wasm.wit` of `file:///deps/c.wasm`. */
export function decodedUri(file: string): string {
  return `${PREFIX}${file.replace(/^file:(\/\/(?=\/))?/, '')}.wit`;
}

/** The file that such a document shows. */
export function encodedFile(decoded: string): string {
  const path = decoded.slice(PREFIX.length).replace(/\.wit$/, '');
  return path.startsWith('//') ? `file:${path}` : `file://${path}`;
}
