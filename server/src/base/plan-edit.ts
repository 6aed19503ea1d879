/** An export of an instance; without a name, the one that an import's own name leads to. */
export interface Provider {
  readonly instance: string;
  readonly export?: string;
}

/** A change of a plan, made in the graph or by a quick fix. */
export type PlanEdit =
  /** @property path as the plan is to write it */
  | { readonly kind: 'add'; readonly instance: string; readonly path: string }
  /** With the wires and exports that come from it. */
  | { readonly kind: 'remove'; readonly instance: string }
  | { readonly kind: 'rename'; readonly instance: string; readonly to: string }
  /** `false` leaves the import open, `undefined` leaves it to names again. */
  | {
      readonly kind: 'wire';
      readonly instance: string;
      readonly import: string;
      readonly from: Provider | false | undefined;
    }
  /** `undefined` exports no longer what goes by the name. */
  | { readonly kind: 'export'; readonly name: string; readonly from: Provider | undefined }
  /** Takes away a key of the plan, with all that is in it. */
  | { readonly kind: 'remove-entry'; readonly path: readonly string[] }
  /** Several edits, each applied to the result of the one before. */
  | { readonly kind: 'all'; readonly edits: readonly PlanEdit[] }
  /** Versions of an interface that are not compatible are wired by name, too. */
  | { readonly kind: 'bridge-versions' }
  /** Exports all of these instances and nothing else; `unused` exports the instances that no other imports from. */
  | { readonly kind: 'export-all'; readonly instances: readonly string[] | 'unused' };

export type SingleEdit = Exclude<PlanEdit, { readonly kind: 'all' }>;

/** Why a plan cannot be changed so, as a sentence. */
export interface Refused {
  readonly refused: string;
}

/** The text of the plan after the change. */
export type Edited = string | Refused;

/** A change as an editor offers it. */
export interface PlanChange {
  readonly title: string;
  readonly edit: PlanEdit;
}
