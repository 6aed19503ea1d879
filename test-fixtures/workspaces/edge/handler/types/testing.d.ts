// Generated from the WIT by `wit-studio build`; changes are overwritten.
declare module 'wit-studio:test' {
  interface Imports {
    'edge:service/auth@0.1.0': typeof import('edge:service/auth@0.1.0');
    'wasi:io/error@0.2.12': typeof import('wasi:io/error@0.2.12');
    'wasi:io/poll@0.2.12': typeof import('wasi:io/poll@0.2.12');
    'wasi:io/streams@0.2.12': typeof import('wasi:io/streams@0.2.12');
    'wasi:cli/stderr@0.2.12': typeof import('wasi:cli/stderr@0.2.12');
    'edge:service/exchange@0.1.0': typeof import('edge:service/exchange@0.1.0');
    'wasi:clocks/monotonic-clock@0.2.12': typeof import('wasi:clocks/monotonic-clock@0.2.12');
    'wasi:http/types@0.2.12': typeof import('wasi:http/types@0.2.12');
  }
  type StandIn<T> = T extends (...args: never) => unknown ? T : Partial<T>;
  /** Sets the implementations of imports for a test, until the next call for the same import. */
  export function provide(imports: { readonly [Name in keyof Imports]?: StandIn<Imports[Name]> }): void;
}
