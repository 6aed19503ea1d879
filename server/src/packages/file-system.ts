/** One name in a folder. Symbolic links are followed; one that leads back to where its path has been is left out. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  /** Of a link to a folder: what names the folder, whatever links lead there. */
  readonly target?: string;
}

/**
 * The files as the packages layer sees them, named by URIs. Calls are synchronous, since the files of a package are few
 * and small. Nothing throws: unreadable files do not exist.
 */
export interface FileSystem {
  /** Of the URIs that name its files; `file` by default. Documents of others, as untitled ones, are in no folder. */
  readonly scheme?: string;
  /** Decoded as UTF-8. */
  readText(uri: string): string | undefined;
  readBytes(uri: string): Uint8Array | undefined;
  /** Of a file's content, as builds record it; absent where nothing is built. */
  digest?(uri: string): string | undefined;
  /** Sorted by name; empty when the folder does not exist. */
  readDirectory(uri: string): readonly DirectoryEntry[];
}

/** Whether a document of this URI is in a folder. */
export const isInFolder = ({ scheme = 'file' }: FileSystem, uri: string): boolean =>
  uri.startsWith(`${scheme}:`);
