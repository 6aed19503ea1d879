/** The toolkit's interfaces (toolkit/wit/toolkit.wit), which the caller passes in. Calls are synchronous. */
import type { Root } from '../../../toolkit/dist/toolkit.js';

export type Toolkit = Pick<
  Root,
  'describe' | 'graph' | 'targets' | 'stubs' | 'callers' | 'files' | 'document' | 'modules' | 'packages'
>;
export type { Description } from '../../../toolkit/dist/interfaces/wit-studio-toolkit-describe.js';
export type {
  Composed as ComposedDocument,
  Diagnostic,
  Outline as DocumentOutline,
  PackageName,
} from '../../../toolkit/dist/interfaces/wit-studio-toolkit-document.js';
export type {
  Conflict,
  EncodeError,
  Graph,
  Mismatch,
  WireError,
} from '../../../toolkit/dist/interfaces/wit-studio-toolkit-graph.js';

export type {
  Misfit,
  Refusal as TargetRefusal,
} from '../../../toolkit/dist/interfaces/wit-studio-toolkit-targets.js';
export type {
  Answer as StubAnswer,
  Mistake as StubMistake,
} from '../../../toolkit/dist/interfaces/wit-studio-toolkit-stubs.js';
export type {
  Made as MadeFiles,
  Refusal as FilesRefusal,
} from '../../../toolkit/dist/interfaces/wit-studio-toolkit-files.js';
export type { Refusal as ModuleRefusal } from '../../../toolkit/dist/interfaces/wit-studio-toolkit-modules.js';

/** The result of a toolkit function: the two cases of its `result`. */
export type Result<T, E> = { readonly ok: T } | { readonly err: E };

/**
 * Turns the error of a `result`, which jco throws, into a value.
 * @throws what `call` throws otherwise: a trap
 */
export function resultOf<T, E>(call: () => T): Result<T, E> {
  try {
    return { ok: call() };
  } catch (error) {
    if (error instanceof Error && 'payload' in error) return { err: error.payload as E };
    throw error;
  }
}
