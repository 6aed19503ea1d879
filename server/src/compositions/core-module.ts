import { ProblemError, type SourceLocation } from '../base/problem.ts';
import { kindOf } from '../binary/kind.ts';
import { withStart } from './default-export.ts';
import { resultOf, type ModuleRefusal, type Toolkit } from './toolkit.ts';

/**
 * The component made from a core module; a component is returned as it is.
 * @param path for the message
 * @param at where the path is written
 * @throws ProblemError `core-module-unsupported`
 */
export function wrapModule(
  { modules }: Pick<Toolkit, 'modules'>,
  bytes: Uint8Array,
  path: string,
  at?: SourceLocation,
): Uint8Array {
  if (kindOf(bytes) !== 'core-module') return bytes;
  const wrapped = resultOf<Uint8Array, ModuleRefusal>(() => modules.wrap(asCommand(bytes)));
  if ('ok' in wrapped) return wrapped.ok;
  throw new ProblemError({
    code: 'core-module-unsupported',
    ...explain(path, wrapped.err),
    ...(at && { at }),
  });
}

/** The toolkit says where a malformed one ends. */
function asCommand(module: Uint8Array): Uint8Array {
  try {
    return withStart(module);
  } catch {
    return module;
  }
}

interface Explanation {
  readonly message: string;
  readonly help: string;
  readonly causes?: readonly string[];
}

function explain(path: string, refusal: ModuleRefusal): Explanation {
  switch (refusal.tag) {
    case 'invalid':
      return {
        message: `${path} is a core module that cannot be made a component`,
        causes: refusal.val,
        help: 'Build it again. If it has WIT embedded, the reasons say where its code and its WIT differ.',
      };
    case 'nothing-to-call':
      return {
        message: `${path} is a core module that exports neither _start nor a function of numbers`,
        help: 'Export a function, or build a component: for Rust with --target wasm32-wasip2.',
      };
    case 'unknown-imports':
      return {
        message: `${path} is a core module that imports ${listed(refusal.val)}`,
        help: help(refusal.val),
      };
  }
}

function help(imports: readonly string[]): string {
  const modules = new Set(imports.map((name) => name.split('.')[0]));
  if (modules.has('wasi_unstable'))
    return 'wasi_unstable is WASI of 2019, before 0.1. Build it with newer tools, for WASI 0.1 (wasi_snapshot_preview1) or 0.2.';
  if (imports.some(isEmscripten))
    return 'It looks like a build for the web by Emscripten. Build it for WASI: -s STANDALONE_WASM, or clang of wasi-sdk.';
  if (imports.some((name) => name.includes('wbindgen')))
    return 'It looks like a build for the web by wasm-bindgen. Build it with --target wasm32-wasip2.';
  return 'Only imports from wasi_snapshot_preview1 can be provided to a core module. Describe the others in WIT and build a component, or embed that WIT (wasm-tools component embed).';
}

const isEmscripten = (name: string): boolean => /^env\.(_?emscripten|invoke_|_abort_js)/.test(name);

/** The first three. */
function listed(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `${names.slice(0, 3).join(', ')}${more}, which nothing provides`;
}
