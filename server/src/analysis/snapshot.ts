import type { Tools } from '../check/rule.ts';
import type { LineIndex } from '../base/line-index.ts';
import type { KnownPackages } from '../packages/known-packages.ts';
import type { Manifest } from '../packages/manifests/manifest.ts';
import type { FileSystem } from '../packages/file-system.ts';
import type { Root } from '../packages/package-source.ts';
import type { Features, ResolvedRoot } from '../resolve/model.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import type { Composition } from './compositions/composition.ts';
import type { InvalidByte } from './files.ts';

/** A place in a file. Offsets are UTF-16. */
export interface Place {
  readonly uri: string;
  readonly offset: number;
}

/** UTF-16 offsets, the end not included. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

export interface FileRange extends OffsetRange {
  readonly uri: string;
}

/** A replacement of a range by `text`. */
export interface TextEdit extends OffsetRange {
  readonly text: string;
}

/**
 * The workspace at one revision. It is immutable: after the next change every query throws Superseded rather than mix
 * two states. Everything is computed on demand and cached.
 */
export interface Snapshot {
  file(uri: string): ParsedFile | undefined;
  lines(uri: string): LineIndex | undefined;
  /** The first place where a file on disk is not UTF-8; undefined if there is none. */
  invalidByte(uri: string): InvalidByte | undefined;
  /** Undefined if the name is not that of a manifest. */
  manifest(uri: string): Manifest | undefined;
  /** A plan by its name: composition.toml, .wac. */
  composition(uri: string): Composition | undefined;
  /** The packages that a file is read together with. */
  root(uri: string): ResolvedRoot | undefined;
  /**
   * Every root that reads a file, its own first: a package that a manifest leads to is read by several. Of
   * those, the ones that have been looked at.
   */
  rootsWith(uri: string): Iterable<ResolvedRoot>;
  /** The files that `root` was resolved from, as they are now. */
  sources(uri: string): Root | undefined;
  /**
   * Unchanged as long as no dependency of a file's diagnostics changes; undefined when unknown. A cheap lookup, even
   * when the file's packages are not in memory.
   */
  stamp(uri: string): number | undefined;
  /** Whose verdicts the diagnostics are. */
  readonly tools: Tools;
  /** Whether components are made of the WIT. */
  readonly components: boolean;
  /** The gates that are on. */
  readonly features: Features;
  /** The packages that could be added where they are missing. */
  readonly known: KnownPackages;
  /** The folders of the workspace. */
  readonly folders: readonly string[];
  /** Reads files from disk that are neither WIT nor manifests, without caching. */
  readonly disk: FileSystem;
  /** Every root of the workspace: those of open documents, and those in its folders. */
  roots(): Iterable<ResolvedRoot>;
  /** The `roots` that may define an item whose name matches; the others are not read. */
  rootsNaming(matches: (name: string) => boolean): Iterable<ResolvedRoot>;
}
