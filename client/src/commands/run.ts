import type { InspectResult, RunResult } from '../../../host/src/protocol.ts';
import { grantsFor, limitsFor } from '../settings.ts';
import type { Watch } from '../host/component-host.ts';
import { chooseRunnable, isPlan } from '../targets/choose.ts';
import { chooseCall, type Choice } from '../ui/choose-call.ts';
import { showAsked } from '../ui/show-asked.ts';
import { job } from '../ui/job.ts';
import type { Command, Studio } from '../studio.ts';
import { composePlan } from './compose.ts';

/** Runs a component, or a plan once it is composed; the detail is the call, in WAVE, empty for a program. */
export const run: Command = {
  id: 'wit.run',
  run: (studio, target, call) =>
    job(studio, 'Running', async (watch) => {
      const subject = await chooseRunnable(target);
      return subject === undefined ? undefined : runSubject(studio, subject, call, watch);
    }),
};

/**
 * @param subject the path of a component or of a plan
 * @returns undefined when no call was given and the person gives none either
 * @throws the host's problem
 */
export async function runSubject(
  studio: Studio,
  subject: string,
  call: string | undefined,
  watch: Watch,
): Promise<RunResult | undefined> {
  const component = isPlan(subject) ? (await composePlan(studio, subject, watch)).component : subject;
  const inspected = await studio.host.request('inspect', { component }, watch);
  const chosen = call === undefined ? await askForCall(studio, subject, component, inspected) : { call };
  if (chosen === undefined) return undefined;
  const grants = grantsFor(subject);
  await showAsked(studio, subject, inspected.asks, grants);
  studio.output.show(true);
  const params = {
    component,
    grants,
    limits: limitsFor(subject),
    ...(chosen.call && { invoke: chosen.call }),
  };
  const result = await studio.host.request('run', params, watch);
  studio.output.appendLine(result.value ?? `exit code ${result.exitCode}`);
  return result;
}

/** Proposes the call of the last time. */
async function askForCall(
  studio: Studio,
  subject: string,
  component: string,
  inspected: InspectResult,
): Promise<Choice | undefined> {
  const key = `call:${subject}`;
  const chosen = await chooseCall(component, inspected, studio.memory.get(key, ''));
  if (chosen?.call !== undefined) await studio.memory.update(key, chosen.call);
  return chosen;
}
