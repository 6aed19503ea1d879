/** A finding in a manifest, as data: `code` names the rule of server/src/check with its message. */
export interface ManifestProblem {
  readonly code: 'manifest-syntax' | 'manifest-unknown-key' | 'manifest-value' | 'manifest-version';
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly detail: Readonly<Record<string, string>>;
}

/** A package entry in a manifest. */
export interface NamedPackage {
  /** `ns:name`; of wit-deps the name of the folder in `deps`, which carries no meaning. */
  readonly name: string;
  /** The version that a lock holds, or a requirement as it was written. */
  readonly version: string | undefined;
  /** URI of the folder or file that holds it. */
  readonly path: string | undefined;
}

/** Where a manifest names a folder or file. UTF-16 offsets of the path, without its quotes. */
export interface NamedPath {
  readonly start: number;
  readonly end: number;
  readonly uri: string;
}

/** A manifest beside WIT, of any tool. Malformed entries are left out. */
export interface Manifest {
  readonly uri: string;
  readonly problems: readonly ManifestProblem[];
  readonly packages: readonly NamedPackage[];
  /** URIs of the folders that it says hold the WIT of its project. */
  readonly witFolders: readonly string[];
  readonly paths: readonly NamedPath[];
  /** Of the root of a wkg workspace: paths and globs of its members, as they are written. */
  readonly members: readonly string[] | undefined;
  /** URI of the workspace that a member of a wkg workspace names. */
  readonly workspace: string | undefined;
}

type Parts = Partial<Omit<Manifest, 'uri'>> & Pick<Manifest, 'uri'>;

export function manifest(parts: Parts): Manifest {
  return {
    problems: [],
    packages: [],
    witFolders: [],
    paths: [],
    members: undefined,
    workspace: undefined,
    ...parts,
  };
}
