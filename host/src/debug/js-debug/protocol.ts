/** The messages between the host and the debuggee process, over the IPC channel of Node.js. */
import type { Transpiled } from '../../engine/transpile.ts';
import type { Grants, Problem } from '../../protocol.ts';

export interface Debuggee {
  /** Each behind those it imports from. */
  readonly instances: readonly DebugInstance[];
  readonly wires: readonly { readonly from: string; readonly to: string; readonly interface: string }[];
  readonly grants: Grants;
  readonly addr: string;
}

export type DebugInstance =
  | { readonly kind: 'component'; readonly name: string; readonly transpiled: Transpiled }
  /** A CommonJS module with its source map inside. */
  | { readonly kind: 'module'; readonly name: string; readonly file: string };

export type DebuggeeMessage =
  | { readonly kind: 'serving'; readonly url: string; readonly inspectorPort: number }
  | { readonly kind: 'failed'; readonly problem: Problem };
