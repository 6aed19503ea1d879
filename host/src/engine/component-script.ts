import { readFile } from 'node:fs/promises';
import { Script } from 'node:vm';
import { HostError } from '../base/problem.ts';
import type { Imports } from '../wasi/imports.ts';

type InstantiateCore = (module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance;

/** The function of the script that `transpile` wrote: each call makes an instance of the component. */
export type Instantiate = (
  getModule: (name: string) => WebAssembly.Module | undefined,
  imports: Imports,
  instantiateCore: InstantiateCore,
  options: { readonly shim: { readonly globals: { readonly WebAssembly: object } } },
) => Promise<Readonly<Record<string, unknown>>> | Readonly<Record<string, unknown>>;

/**
 * The script of a component. That of a composition has some ten thousand lines, and V8 spends most of an instantiation
 * on compiling them. So another thread of the process can pass on its compiled code, which no ES module can use.
 */
export class ComponentScript {
  readonly instantiate: Instantiate;
  /** Whether it runs by the code of another thread. */
  readonly isCompiled: boolean;
  readonly #script: Script;

  private constructor(script: Script) {
    this.#script = script;
    this.isCompiled = script.cachedDataRejected === false;
    this.instantiate = script.runInThisContext() as Instantiate;
  }

  /**
   * @param url of the ES module that `transpile` wrote
   * @param code from `code` of the same script; V8 checks no more than its length
   * @throws HostError `component-unsupported` when the script is not JavaScript
   */
  static async load(url: string, code?: Uint8Array): Promise<ComponentScript> {
    const text = asFunction(await readFile(new URL(url), 'utf8'));
    try {
      return new ComponentScript(new Script(text, { filename: url, ...(code && { cachedData: code }) }));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new HostError({
        code: 'component-unsupported',
        message: 'the component is valid, but the script generated for it is not',
        causes: [error.message],
        help: 'This is a fault of the generator. Please report it with the component.',
      });
    }
  }

  /** V8's code of the script, with the functions that ran. */
  code(): Uint8Array {
    return this.#script.createCachedData();
  }
}

/** Lines stay where they are, since stacks name them. */
const asFunction = (module: string): string =>
  `(() => {'use strict';${module
    .replaceAll(/^ *export (?=function instantiate\(|const _util = )/gm, '')
    .replace('import.meta.url', "''")}\nreturn instantiate;})()`;
