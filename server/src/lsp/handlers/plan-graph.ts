import { editOfPlan, planGraph } from '../../features/compositions/graph.ts';
import {
  EDIT_PLAN,
  type EditPlanParams,
  type EditPlanResult,
  PLAN_GRAPH,
  type PlanGraph,
  type PlanGraphParams,
} from '../extensions.ts';
import type { Handler } from '../session.ts';

/** The graph of a plan and its changes, for clients that draw it. */
export const planGraphHandler: Handler = {
  capabilities: () => ({}),
  register: (session) => {
    session.connection.onRequest(
      PLAN_GRAPH,
      session.request(PLAN_GRAPH, null as PlanGraph | null, async (view, params: PlanGraphParams) => {
        const { uri, unfolded = [] } = params;
        return planGraph(view.snapshot, session.uris.in(uri), new Set(unfolded)) ?? null;
      }),
    );
    session.connection.onRequest(
      EDIT_PLAN,
      session.request(EDIT_PLAN, null as EditPlanResult | null, (view, { uri, edit }: EditPlanParams) => {
        const file = session.uris.in(uri);
        const change = editOfPlan(view.snapshot, file, edit);
        return 'refused' in change ? change : { range: view.range(file, change), newText: change.text };
      }),
    );
  },
};
