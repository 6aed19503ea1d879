/** From the page of a graph (`client/webviews/graph.ts`) to its editor, which answers with HTML. */

/** A port of an instance, by its name in the plan. */
export interface PlanPort {
  readonly instance: string;
  readonly port: string;
}

/** What can be picked: a card, a port of it, or the imports of WASI that are shown as one. */
export interface GraphPart {
  readonly instance: string;
  readonly side: 'card' | 'imports' | 'exports' | 'fold';
  readonly port?: string;
}

export type GraphMessage =
  | { readonly kind: 'ready' | 'add' | 'save' | 'text' }
  | ({ readonly kind: 'pick' | 'delete' | 'rename' } & GraphPart)
  | { readonly kind: 'wire'; readonly from: PlanPort; readonly to: PlanPort };
