import type { Finding, SourceLocation } from '../../base/problem.ts';
import type { PlanKind } from '../../compositions/kind.ts';
import type { PlanSource } from '../../compositions/plan-source.ts';
import type { Composition as Reading } from '../../compositions/read/read-composition.ts';
import type { Description, DocumentOutline, PackageName } from '../../compositions/toolkit.ts';
import type { Freshness } from './freshness.ts';

/** A component that a plan names: an instance of a composition.toml, a package of a document. */
export interface Part {
  /** The instance's name; of a package `ns:name` or `ns:name@version`. */
  readonly name: string;
  /** URI of the plan's source: a file, or a folder that is built. */
  readonly source: string;
  /** URI of the component's file; undefined for a folder that is not built yet, and for WIT. */
  readonly component: string | undefined;
  /** Undefined while it is not known. */
  readonly description: Description | undefined;
  /** Of the component; undefined while it is not known. */
  readonly size?: number | undefined;
  /** As the component's producers say; empty where they do not. */
  readonly language?: string | undefined;
  /** Where the plan names `source`. */
  readonly at: SourceLocation | undefined;
}

/** The current text of a plan, with the known facts about its components. Places are in its text. */
export interface Composition {
  readonly kind: PlanKind;
  readonly source: PlanSource;
  /** Of a composition.toml; the last one that could be read while its TOML is broken. */
  readonly reading: Reading | undefined;
  readonly parts: readonly Part[];
  /** Of a document. */
  readonly packages: readonly PackageName[];
  /** Of a document; the last one that could be read while it is broken. */
  readonly outline?: DocumentOutline | undefined;
  readonly findings: readonly Finding[];
  /** Undefined for parts that are not built from sources, or not here. */
  readonly freshnessOf: (part: Part) => Freshness | undefined;
  /** Whole names of worlds that the plan might target. */
  readonly worlds: () => readonly string[];
  /** Whole names of interfaces in the same packages. */
  readonly interfaces: () => readonly string[];
  /** Paths of components that the plan might name, from its folder down. */
  readonly componentsBelow: () => readonly string[];
  /** Paths of files and folders, in the folder to which an unfinished path leads. */
  readonly pathsFrom: (path: string) => readonly string[];
}
