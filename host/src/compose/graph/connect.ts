import {
  type Composed,
  connect as connectWith,
  type LoadedPlan,
} from '../../../../server/src/compositions/graph/connect.ts';
import { withToolkit } from '../../toolkit/toolkit.ts';

/** Connects the instances of a plan. */
export const connect = (loaded: LoadedPlan): Promise<Composed> =>
  withToolkit((toolkit) => connectWith(toolkit, loaded));
