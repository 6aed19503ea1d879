import { choosePlan } from '../targets/choose.ts';
import { job } from '../ui/job.ts';
import type { Command } from '../studio.ts';
import { runSubject } from './run.ts';

/** Composes a plan and calls the result; the detail is the call, in WAVE. */
export const composeAndRun: Command = {
  id: 'wit.composeAndRun',
  run: (studio, target, call) =>
    job(studio, 'Composing and running', async (watch) => {
      const plan = await choosePlan(target);
      return plan === undefined ? undefined : runSubject(studio, plan, call, watch);
    }),
};
