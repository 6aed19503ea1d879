/** The callable exports of a component and the forms of their arguments; part of protocol.ts. */

export interface InspectParams {
  readonly component: string;
}

export interface InspectResult {
  /** Whether it exports `wasi:cli/run`. */
  readonly isCommand: boolean;
  /** Of the world and of its interfaces. */
  readonly functions: readonly CallableExport[];
  /** Constructors (`counter.new`), methods and static functions: only another component can call them. */
  readonly resourceFunctions: readonly DescribedFunction[];
  readonly accessRequests: readonly AccessRequest[];
}

/** Access to resources of the system that a component imports and only a grant gives. */
export interface AccessRequest {
  /** A noun in the plural: `folders`. */
  readonly what: string;
  /** The field of `Grants` that grants it; absent if it cannot be granted. */
  readonly grant?: 'dirs' | 'env' | 'config' | 'network' | 'keyvalue';
}

export interface DescribedFunction {
  /** By its WIT name with the version last: `edge:service/auth.check@0.1.0`. */
  readonly name: string;
  /** `(authorization: option<string>) -> user` */
  readonly signature: string;
}

/** An exported function, as a user calls it. */
export interface CallableExport extends DescribedFunction {
  /** A call that works, in WAVE; absent for a function that takes a handle, which WAVE cannot write. */
  readonly call?: string;
  /** How to prompt for each argument; present with `call`. */
  readonly params?: readonly ArgumentForm[];
}

/** An argument of a function, or a field of a record, and how to prompt for its value. */
export interface ArgumentForm {
  readonly name: string;
  readonly form: ValueForm;
}

/** How to prompt for a value: by picking, part by part, or as text. */
export type ValueForm = {
  /** As a message names it: `list<u8>`. */
  readonly type: string;
  /** A value in WAVE. */
  readonly example: string;
} &
  /** In WAVE. */
  (
    | { readonly kind: 'text' }
    /** A string, which a user writes without quotes. */
    | { readonly kind: 'string' }
    /** A choice of labels, as WAVE writes them, some with a payload in parentheses. */
    | {
        readonly kind: 'cases';
        readonly cases: readonly { readonly label: string; readonly payload?: ValueForm }[];
      }
    | { readonly kind: 'flags'; readonly flags: readonly string[] }
    | { readonly kind: 'fields'; readonly fields: readonly ArgumentForm[] }
    | { readonly kind: 'items'; readonly items: readonly ValueForm[] }
  );
