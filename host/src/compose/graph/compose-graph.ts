import type { Composed, LoadedPlan } from '../../../../server/src/compositions/graph/connect.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import { gather, type ComposeContext } from '../components.ts';
import { withContents } from '../files.ts';
import { cachedComposition } from './composition-cache.ts';
import type { Plan } from '../../../../server/src/compositions/plan.ts';
import type { Target } from '../../../../server/src/compositions/target.ts';
import type { Problems } from '../../../../server/src/compositions/problems.ts';

/**
 * Connects the instances of a plan, with the components that it names. Those that cannot be read are reported, and
 * the others connected, so that all mistakes are found.
 * @param target the world that the result must fit
 */
export async function composeGraph(
  plan: Plan,
  context: ComposeContext,
  problems: Problems,
  target?: Target,
): Promise<Composed> {
  const { placed: found, bytes } = await gather(plan.instances, context, problems);
  const placed = withContents(plan.instances, found, problems);
  for (const { files } of plan.instances)
    for (const { source } of files?.entries ?? []) context.includes?.(source);
  const components = [...bytes].map(([path, bytes]) => ({ path, bytes }));
  const loaded: LoadedPlan = { plan, components, placed, earlier: problems.found, target };
  const make = () => inToolThread('connect', [loaded], context.signal);
  const { storage } = context;
  return storage === undefined || problems.found.length > 0
    ? make()
    : cachedComposition(storage, [loaded], make);
}
