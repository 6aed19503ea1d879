/** Folders that become components, and the code of their worlds: a part of protocol.ts. */
import type { Finding, Problem } from '../../../server/src/base/problem.ts';

export interface BuildParams {
  /** The folder of one component (a package.json, a Cargo.toml …). */
  readonly folder: string;
}

export interface BuildResult {
  readonly component: string;
  readonly language: string;
  readonly world: string;
  readonly findings: readonly Finding[];
  /** False when the sources had not changed since `component` was written. */
  readonly rebuilt: boolean;
}

/** In the order of the folders. */
export interface BuildAllResult {
  readonly outcomes: readonly (
    | { readonly folder: string; readonly result: BuildResult }
    | { readonly folder: string; readonly problem: Problem }
  )[];
}

/** Whose bindings to write. */
export interface BindingsParams {
  /** The folder of a component. */
  readonly folder: string;
  /** A file of WIT that has changed: nothing is written unless the bindings follow it. */
  readonly changed?: string;
}

export interface BindingsResult {
  readonly world: string;
  /** Absolute; none where nothing followed the change. */
  readonly files: readonly string[];
}
