export interface Datetime {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

export type NewTimestamp =
  | { readonly tag: 'no-change' }
  | { readonly tag: 'now' }
  | { readonly tag: 'timestamp'; readonly val: Datetime };
