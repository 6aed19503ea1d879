/** LSP extensions shared by client and server. The client imports this file and nothing else of server/. */

import type { PlanEdit } from '../base/plan-edit.ts';
import type { Position } from '../base/problem.ts';
import type { TreeAssets } from '../trees/language.ts';

/** The gates of `@unstable(feature = …)` that are switched on; `all` switches on every one. */
export type Features = readonly string[] | 'all';

/** Versions of wasm-tools that read WIT differently: the newest, and the last one before accessors. */
export type WasmTools = '0.263' | '0.259';

/** `initializationOptions` of the server, and its section `wit` of the settings. */
export interface WitSettings {
  readonly features?: Features;
  /** Whether components are made of the WIT; where not, what only they cannot have is a warning. Default true. */
  readonly components?: boolean;
  /** Whose verdicts the diagnostics are: the newest tools' by default, or those of tools up to 0.259. */
  readonly wasmTools?: WasmTools;
}

/** Files whose contents matter, as globs: WIT, the manifests that are read, and plans. */
export const WORKSPACE_FILES: readonly string[] = [
  '**/*.{wit,wasm,wat}',
  '**/{wkg,deps}.{toml,lock}',
  '**/{Cargo,componentize-py}.toml',
  '**/package.json',
  '**/composition.{toml,yml,yaml}',
  '**/wasm-compose.{yml,yaml}',
  '**/*.wac',
];

/** A file of the workspace for a server that has no disk. */
export interface SentFile {
  readonly uri: string;
  readonly bytes: Uint8Array;
}

/** The first message to a server in a browser, before any of LSP: the files that a process reads from disk. */
export interface BrowserStart {
  /** Of the workspace's URIs. */
  readonly scheme: string;
  readonly files: readonly SentFile[];
  readonly trees: TreeAssets;
  /** The packages of WASI: JSON of texts by path. */
  readonly wasi: string;
}

/** The notification that goes before `workspace/didChangeWatchedFiles` to a server that has no disk. */
export const FILES_CHANGED = 'wit/filesChanged';

export interface FilesChanged {
  readonly changed: readonly SentFile[];
  /** Files, or folders with all that was in them. */
  readonly deleted: readonly string[];
}

/** The request for a view of a .wasm file; its parameters and its result. */
export const COMPONENT_VIEW = 'wit/componentView';

/** Documents of this scheme show a component as WIT; they get no diagnostics. */
export { COMPONENT_TEXT_SCHEME } from '../packages/encoded.ts';

/** Of requests that are about one document. */
export interface DocumentParams {
  readonly uri: string;
}

/** The request for the package of a document. */
export const PACKAGE_STATUS = 'wit/packageStatus';

export type { PackageStatus } from '../features/package-status.ts';

export type { ComponentView } from '../features/component-view.ts';

/** The request for the tests in a source of a guest, for clients that list them. */
export const TESTS_IN = 'wit/testsIn';

export interface TestsInParams {
  /** Relative to the component's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export type { GuestTest } from '../guests/tests/guest-test.ts';

/** The request for the state of a plan, of a component's file, or of a folder that is built into one. */
export const TARGET_STATUS = 'wit/targetStatus';

export type { ComponentStatus, TargetStatus } from '../features/target-status.ts';

/** The request for a plan as a graph. */
export const PLAN_GRAPH = 'wit/planGraph';
/** The request for the change of a plan's text that an edit of its graph is. */
export const EDIT_PLAN = 'wit/editPlan';

export interface PlanGraphParams extends DocumentParams {
  /** Names of instances whose imports of WASI are shown one by one. */
  readonly unfolded?: readonly string[];
}

export interface EditPlanParams extends DocumentParams {
  readonly edit: PlanEdit;
}

/** A text edit of LSP, or why the plan cannot say it. */
export type EditPlanResult =
  { readonly range: Range; readonly newText: string } | { readonly refused: string };

interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type { PlanEdit } from '../base/plan-edit.ts';
export type { PlanGraph } from '../features/compositions/graph.ts';
