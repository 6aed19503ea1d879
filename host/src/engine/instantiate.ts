import { hasJspi } from '../node/flags.ts';
import type { Imports } from '../wasi/imports.ts';
import { ComponentScript } from './component-script.ts';
import { coreInstantiator } from './fast-path/fast-path.ts';
import type { CoreModules } from './modules.ts';

/** The exports of a component: functions, and interfaces as objects of functions. */
export type Exports = Readonly<Record<string, unknown>>;

/** Something that can be instantiated any number of times; instances share nothing. */
export type Program = (imports: Imports) => Promise<Exports>;

/**
 * @param script the URL of the script that `transpile` wrote
 * @param fast whether calls between components may take the fast path
 * @throws HostError `component-unsupported` when the script is not JavaScript
 */
export async function loadProgram(script: string, modules: CoreModules, fast = true): Promise<Program> {
  return programOf(await ComponentScript.load(script), modules, fast);
}

/**
 * Instantiates a translated component with each call.
 * @param fast whether calls between its components take the fast path
 */
export function programOf({ instantiate }: ComponentScript, modules: CoreModules, fast = true): Program {
  const options = { shim: { globals: { WebAssembly: webAssembly() } } };
  return async (imports) => {
    const exports = instantiate((name) => modules[name], imports, coreInstantiator(fast), options);
    return exports instanceof Promise ? exports : awaitable(exports);
  };
}

/** The key of an export `then`: an object with a function of that name would be awaited as a promise, for ever. */
export const THEN = '%then';

function awaitable(exports: Exports): Exports {
  const { then, ...others } = exports;
  return then === undefined ? exports : { ...others, [THEN]: then };
}

const NO_JSPI = new TypeError('this Node.js does not support JSPI');

/**
 * `WebAssembly` as the script sees it. Where it has no `promising`, the script catches the error of each call;
 * V8 would parse a script of many thousand lines again to word that error, which took most of the time of an
 * instantiation. One that exists already is worded.
 */
function webAssembly(): object {
  if (hasJspi()) return WebAssembly;
  const promising = (): never => {
    throw NO_JSPI;
  };
  return Object.create(WebAssembly, { promising: { value: promising } }) as object;
}
