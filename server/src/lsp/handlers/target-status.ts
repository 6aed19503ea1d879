import { targetStatus } from '../../features/target-status.ts';
import { type DocumentParams, TARGET_STATUS, type TargetStatus } from '../extensions.ts';
import type { Handler } from '../session.ts';

/** The state of components and plans, for clients that list them. */
export const targetStatusHandler: Handler = {
  capabilities: () => ({}),
  register: (session) => {
    session.connection.onRequest(
      TARGET_STATUS,
      session.request(TARGET_STATUS, null as TargetStatus | null, (view, { uri }: DocumentParams) => {
        return targetStatus(view.snapshot, session.uris.in(uri)) ?? null;
      }),
    );
  },
};
