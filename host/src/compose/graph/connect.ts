import { type Composed, connect as connectWith } from '../../../../server/src/compositions/connect.ts';
import type { LoadedComponent } from '../../../../server/src/compositions/encode.ts';
import type { PlacedInstance } from '../../../../server/src/compositions/graph.ts';
import type { Plan } from '../../../../server/src/compositions/plan.ts';
import type { Target } from '../../../../server/src/compositions/target.ts';
import type { Finding } from '../../protocol.ts';
import { withToolkit } from '../../toolkit/toolkit.ts';

/** Connects the instances of a plan whose components are read. */
export const connect = (
  plan: Plan,
  components: readonly LoadedComponent[],
  placed: readonly PlacedInstance[],
  earlier: readonly Finding[],
  target?: Target,
): Promise<Composed> =>
  withToolkit((toolkit) => connectWith(toolkit, plan, components, placed, earlier, target));
