/** New components and packages: a part of protocol.ts. */
import type { Problem } from '../../../server/src/base/problem.ts';

/** The languages that a component can be started in. */
export type NewLanguage = 'typescript' | 'javascript' | 'rust' | 'go' | 'c' | 'python';

/** The exports of a new component. */
export type WorldChoice =
  /** A function of its own, in WIT: `greet: func(name: string) -> string`. */
  | { readonly kind: 'function'; readonly function: string }
  /** A world of WASI: `wasi:http/proxy`, with or without a version. */
  | { readonly kind: 'wasi'; readonly name: string }
  /** A world of a WIT package on disk; without a name, its only one. */
  | { readonly kind: 'package'; readonly wit: string; readonly name?: string };

export interface NewComponentParams {
  /** Made, or there and empty. */
  readonly folder: string;
  /** A name in WIT; without one, the folder's. */
  readonly name?: string;
  readonly language: NewLanguage;
  readonly world: WorldChoice;
}

export interface NewPackageParams {
  readonly folder: string;
  /** `ns:name`, with or without `@version` */
  readonly name: string;
}

export interface NewResult {
  readonly folder: string;
  /** Paths below the folder. */
  readonly files: readonly string[];
  /** The file to begin with. */
  readonly open: string;
  /** The next commands in a terminal, in the folder. */
  readonly next: readonly string[];
  /** A missing tool that building needs. */
  readonly missing?: Problem;
}

export interface WorldsParams {
  /** .wit files that may have worlds. */
  readonly files: readonly string[];
  /** Worlds that this language has no template for are left out. */
  readonly language: NewLanguage;
}

export interface WorldsResult {
  readonly worlds: readonly { readonly id: string; readonly name: string; readonly folder: string }[];
  /** Of WASI, with versions, the newest first. */
  readonly wasi: readonly string[];
}
