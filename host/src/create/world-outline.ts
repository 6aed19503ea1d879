/** The items that a component of a world implements: exported functions and resources, with types by name. */
export interface WorldOutline {
  readonly name: string;
  /** `ns:pkg/name@version` */
  readonly id: string;
  /** Ids of the interfaces that it imports, with those that its exports need. */
  readonly imports: readonly string[];
  readonly functions: readonly OutlineFunction[];
  readonly interfaces: readonly OutlineInterface[];
}

export interface OutlineInterface {
  /** Its id, or the name that the world gives it. */
  readonly id: string;
  readonly functions: readonly OutlineFunction[];
  readonly resources: readonly OutlineResource[];
}

export interface OutlineResource {
  readonly name: string;
  readonly functions: readonly OutlineMethod[];
}

export interface OutlineFunction {
  readonly name: string;
  readonly docs: string;
  readonly async: boolean;
  readonly params: readonly { readonly name: string; readonly type: OutlineType }[];
  readonly result: OutlineType | undefined;
}

export interface OutlineMethod extends OutlineFunction {
  readonly kind: 'constructor' | 'method' | 'static';
}

export type OutlineType =
  | { readonly kind: 'primitive'; readonly name: string }
  | { readonly kind: 'list'; readonly element: OutlineType; readonly length: bigint | undefined }
  | { readonly kind: 'option'; readonly element: OutlineType }
  | { readonly kind: 'result'; readonly ok: OutlineType | undefined; readonly err: OutlineType | undefined }
  | { readonly kind: 'tuple'; readonly elements: readonly OutlineType[] }
  | NamedType
  /** Streams, futures, maps and unknown types: written by the user. */
  | { readonly kind: 'other'; readonly text: string };

export interface NamedType {
  readonly kind: 'named';
  readonly name: string;
  readonly owner: Owner;
  /** Of a resource, whether only lent. */
  readonly borrowed: boolean;
  /** The aliased type, resolved when a value of it is written. */
  readonly body: () => OutlineBody;
}

/** The interface or world that defines a type. */
export interface Owner {
  readonly id: string;
  readonly isWorld: boolean;
}

export type OutlineBody =
  | { readonly kind: 'alias'; readonly type: OutlineType }
  | { readonly kind: 'record'; readonly fields: readonly { name: string; type: OutlineType }[] }
  | { readonly kind: 'variant'; readonly cases: readonly { name: string; type: OutlineType | undefined }[] }
  | { readonly kind: 'enum'; readonly cases: readonly string[] }
  | { readonly kind: 'flags'; readonly flags: readonly string[] }
  | { readonly kind: 'resource' };
