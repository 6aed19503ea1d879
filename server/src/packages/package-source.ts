import { comparePaths } from '../base/uri-paths.ts';
import type { PackageHeader, PackageId, TopLevelItem } from '../syntax/ast.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import type { Refusal } from './encoded.ts';
import type { Manifest } from './manifests/manifest.ts';
import type { OutsidePackage } from './manifests/project.ts';

/** One file's share of a package: all of its items, or those in a `package … { }` block of it. */
export interface Part {
  readonly file: ParsedFile;
  readonly items: readonly TopLevelItem[];
}

export interface EmptyFolder {
  readonly uri: string;
  /** The name of a package in the binary format in it, which is not looked for there. */
  readonly encoded: string | undefined;
}

/** A file in the binary format, and why it is not read; `pending` while that is being done. */
export interface UnreadFile {
  readonly uri: string;
  readonly why: Refusal | 'pending';
}

/** A package in its sources, before names are resolved. */
export interface PackageSource {
  /** `ns:name@version`; empty when no file has a package header. */
  readonly key: string;
  readonly id: PackageId | undefined;
  /** The file with `id`; the first part when there is none. */
  readonly idFile: ParsedFile;
  readonly parts: readonly Part[];
  /** A part of another package's file. */
  readonly nested: boolean;
}

/** The files that were read as one package: those of a directory, or a single file. */
export interface SourceGroup {
  /** Sorted by URI, as the reference reads them. */
  readonly files: readonly ParsedFile[];
  readonly headers: readonly { readonly file: ParsedFile; readonly header: PackageHeader }[];
  readonly main: PackageSource;
  readonly nested: readonly PackageSource[];
}

/** Packages that are resolved together: the package of a directory or file, and those in its `deps`. */
export interface Root {
  readonly main: SourceGroup;
  readonly dependencies: readonly SourceGroup[];
  /** Folders in `deps` without a .wit file, which the reference refuses. */
  readonly emptyFolders: readonly EmptyFolder[];
  /** Files in `deps` in the binary format of which it is not known what they hold. */
  readonly unread: readonly UnreadFile[];
  /** The `dependencies` that are outside of `deps`. */
  readonly outsideDeps?: readonly OutsideDependency[];
  /** Information about the project that the package belongs to. */
  readonly manifests?: readonly Manifest[];
}

/** A package that a manifest leads to. */
export interface OutsideDependency extends OutsidePackage {
  readonly group: SourceGroup;
}

/** `ns:name@version`, or empty while a part of the name is missing. */
export function packageKey(id: PackageId | undefined): string {
  if (!id?.namespace || !id.name) return '';
  const version = id.version ? `@${id.version.text}` : '';
  return `${id.namespace.text}:${id.name.text}${version}`;
}

/** Puts the files of one directory, or a single file, together. */
export function sourceGroup(files: readonly ParsedFile[]): SourceGroup {
  const sorted = [...files].sort((a, b) => comparePaths(a.uri, b.uri));
  const headers = sorted.flatMap((file) => (file.ast.header ? [{ file, header: file.ast.header }] : []));
  const parts = sorted.map((file) => ({ file, items: file.ast.items }));
  const id = headers[0]?.header.id;
  const idFile = headers[0]?.file ?? sorted[0]!;
  const main = { key: packageKey(id), id, idFile, parts, nested: false };
  return {
    files: sorted,
    headers,
    main,
    nested: sorted.flatMap((file) => nestedPackages(file, file.ast.items)),
  };
}

/** Blocks with the same name are one package in several parts to a reader; the reference takes each by itself. */
function nestedPackages(file: ParsedFile, items: readonly TopLevelItem[]): PackageSource[] {
  return items.flatMap((item) => {
    if (item.kind !== 'nested-package') return [];
    const parts = [{ file, items: item.items }];
    return [{ key: packageKey(item.id), id: item.id, idFile: file, parts, nested: true }];
  });
}
