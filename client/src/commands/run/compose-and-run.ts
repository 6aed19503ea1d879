import { choosePlan } from '../../targets/choose.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command } from '../../studio.ts';
import { runSubject } from './run.ts';

/** Composes a plan and calls the result; the detail is the call, in WAVE. */
export const composeAndRun: Command = {
  id: 'wit.composeAndRun',
  run: (studio, target, call) =>
    runWithProgress(studio, 'Composing and running', async (watch) => {
      const plan = await choosePlan(target);
      return plan === undefined ? undefined : runSubject(studio, { subject: plan, call }, watch);
    }),
};
