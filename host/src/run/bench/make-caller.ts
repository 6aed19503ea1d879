import { resultOf, type Result } from '../../../../server/src/compositions/toolkit.ts';
import { withToolkit } from '../../toolkit/toolkit.ts';

/** Makes a component that exports `repeat: func(times: u64)`, which makes a call of an import; or the reason. */
export const makeCaller = (
  component: Uint8Array,
  imported: string,
  call: string,
): Promise<Result<Uint8Array, string>> =>
  withToolkit(({ callers }) => resultOf(() => callers.make(component, imported, call)));
