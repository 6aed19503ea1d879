import type { Fix, FixContext } from '../fix.ts';
import { replacement } from '../replacement.ts';

/** `version = …` and `feature = …`, as the attribute has it. */
export function* expectedArgument(context: FixContext): Generator<Fix> {
  yield { ...replacement(context, context.found.detail.expected ?? ''), isPreferred: true };
}
