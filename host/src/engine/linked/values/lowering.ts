import { once } from '../../../../../server/src/base/once.ts';
import { coreSignature } from '../../../../../server/src/abi/core-signature.ts';
import { valueTypeOf } from '../../../../../server/src/abi/value-type.ts';
import type { WitType } from '../../../../../server/src/types/wit-type.ts';
import { requireInside, type Codec, type Context, type Core } from './codec.ts';
import { codecOf } from './values.ts';
import type { ImportedFunction } from '../component/wiring.ts';

/** How a function of the host is lowered: its parameters are lifted, its result is stored or returned. */
export const loweringOf = once(({ type: { params, result } }: ImportedFunction) => ({
  liftParams: liftingOf(params),
  codec: result && codecOf(result),
  isInMemory: coreSignature({ params: [], result: result && valueTypeOf(result) }, 'import').resultInMemory,
}));

type Lifting = (context: Context, core: readonly Core[]) => readonly unknown[];

function liftingOf(params: readonly WitType[]): Lifting {
  const { paramsInMemory } = coreSignature({ params: params.map(valueTypeOf), result: undefined }, 'import');
  const tuple: Codec = codecOf({ kind: 'tuple', items: params });
  if (!paramsInMemory) return (context, core) => tuple.lift(context, core, 0) as readonly unknown[];
  return (context, core) => {
    const at = (core[0] as number) >>> 0;
    requireInside(context, at, tuple.align, tuple.size);
    return tuple.load(context, at) as readonly unknown[];
  };
}
