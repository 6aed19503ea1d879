/** Messages from the page of a graph (`client/webviews/graph.ts`) to its editor, which replies with HTML. */

/** A port of an instance, by its name in the plan. */
export interface PlanPort {
  readonly instance: string;
  readonly port: string;
}

/** A selectable part: a card, one of its ports, or the collapsed imports of WASI. */
export interface GraphPart {
  readonly instance: string;
  readonly side: 'card' | 'imports' | 'exports' | 'fold';
  readonly port?: string;
}

export type GraphMessage =
  | { readonly kind: 'ready' | 'add' | 'save' | 'text' }
  | ({ readonly kind: 'pick' | 'delete' | 'rename' } & GraphPart)
  | { readonly kind: 'wire'; readonly from: PlanPort; readonly to: PlanPort };
