/** The part of the WebAssembly JavaScript API that the host uses; @types/node declares only Module. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  type Exports = Record<string, unknown>;
  class Module {
    constructor(bytes: Uint8Array);
    static imports(module: Module): { module: string; name: string; kind: string }[];
    static exports(module: Module): { name: string; kind: string }[];
    static customSections(module: Module, name: string): ArrayBuffer[];
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Exports;
  }
  class Table {
    readonly length: number;
    get(index: number): unknown;
  }
  class Memory {
    constructor(pages: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Global {
    value: unknown;
  }
  /** Where there is JSPI. */
  class Suspending {
    constructor(call: (...core: never[]) => unknown);
  }
  /** Where there is JSPI. */
  function promising<Params extends unknown[]>(
    call: (...core: Params) => unknown,
  ): (...core: Params) => Promise<unknown>;
  /** Thrown by a core module. */
  class Exception {
    readonly stack?: string;
  }
  class RuntimeError extends Error {}
  class LinkError extends Error {}
  class CompileError extends Error {}
  function compile(bytes: Uint8Array): Promise<Module>;
  function validate(bytes: Uint8Array): boolean;
}
