import type { Problems } from '../problems.ts';
import type { Graph, Toolkit } from '../toolkit.ts';

/** What the steps of composing share. */
export interface Composing {
  readonly toolkit: Toolkit;
  /** It has the loaded components, in their order. */
  readonly graph: Graph;
  readonly problems: Problems;
}
