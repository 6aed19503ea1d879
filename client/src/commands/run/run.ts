import type { InspectResult, RunResult } from '../../../../host/src/protocol.ts';
import { fuses, grantsFor, limitsFor } from '../../settings.ts';
import type { Watch } from '../../host/component-host.ts';
import { chooseSubject } from './choose-subject.ts';
import { mistakeIn } from '../../calls/call-mistake.ts';
import { asHistory, remember } from '../../calls/call-history.ts';
import { callItems } from '../../calls/call-items.ts';
import { handlesHttp } from '../../calls/handles-http.ts';
import { chooseCall, type Choice } from '../../calls/choose-call.ts';
import { showGrantedAccess } from '../../ui/show-granted-access.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command, Studio } from '../../studio.ts';
import { prepareRunnable } from './prepare-runnable.ts';
import { serveSubject, serveWithProgress } from './serve.ts';

/**
 * Runs a component, or a plan once it is composed. The detail is the call, in WAVE, or empty for a program, or the name
 * of a function whose call is prompted for.
 */
export const run: Command = {
  id: 'wit.run',
  run: (studio, target, call) =>
    runWithProgress(studio, 'Running', async (watch) => {
      const subject = await chooseSubject(studio, target, watch);
      return subject === undefined ? undefined : runSubject(studio, { subject, call }, watch);
    }),
};

interface SubjectRun {
  /** Path of a component or of a plan. */
  readonly subject: string;
  /** In WAVE, or the name of a function; undefined to let the user choose. */
  readonly call: string | undefined;
  /** Path of a file that gets the calls. */
  readonly trace?: string | undefined;
}

/**
 * @returns undefined when no call was given and the user gives none either
 * @throws the host's problem
 */
export async function runSubject(
  studio: Studio,
  { subject, call, trace }: SubjectRun,
  watch: Watch,
): Promise<RunResult | undefined> {
  const prepared = await prepareRunnable(studio, subject, watch);
  const { component } = prepared;
  const inspected = await studio.host.request('inspect', { component }, watch);
  if (call === undefined && trace === undefined && isOnlyService(inspected)) {
    // To run a service that has nothing to call is to serve it.
    void serveWithProgress(studio, (starting) => serveSubject(studio, { subject, ...prepared }, starting));
    return undefined;
  }
  // Lenses also call functions without arguments.
  const isWhole = call === undefined || call === '' || call.includes('(');
  const chosen =
    call !== undefined && isWhole
      ? { call }
      : await askForCall(studio, { subject, component, inspected, only: call }, watch);
  if (chosen === undefined) return undefined;
  await showGrantedAccess(studio, subject, inspected.accessRequests, grantsFor(subject));
  return runCall(studio, { subject, component, call: chosen.call, trace }, watch);
}

const isOnlyService = (inspected: InspectResult): boolean =>
  callItems(inspected, []).length === 0 && handlesHttp(inspected);

/** Runs a component that is built, and writes its result into the output. */
async function runCall(
  studio: Studio,
  { subject, component, call, trace }: SubjectRun & { readonly component: string },
  watch: Watch,
): Promise<RunResult> {
  studio.output.show(true);
  const params = {
    component,
    grants: grantsFor(subject),
    limits: limitsFor(subject),
    fuse: fuses(subject),
    ...(call && { invoke: call }),
    ...(trace !== undefined && { trace }),
  };
  const result = await studio.host.request('run', params, watch);
  const outcome = result.value === undefined ? `exit code ${result.exitCode}` : `→ ${result.value}`;
  studio.output.appendLine(call ? `${call}\n${outcome}` : outcome);
  return result;
}

interface CallTarget {
  /** Path of the component, or of the plan that it is composed from: earlier calls are remembered by it. */
  readonly subject: string;
  readonly component: string;
  readonly inspected: InspectResult;
  /** The WIT name of the function, if already chosen. */
  readonly only?: string | undefined;
}

/** Proposes earlier calls, and shows the errors of a typed one. */
export async function askForCall(
  studio: Studio,
  { subject, component, inspected, only }: CallTarget,
  watch: Watch,
): Promise<Choice | undefined> {
  watch.progress?.('waiting for your input');
  const key = `calls:${subject}`;
  const history = asHistory(studio.memory.get(key));
  const check = async (call: string) => {
    const { problem } = await studio.host.request('checkCall', { component, call }, watch);
    return problem && mistakeIn(call, problem);
  };
  const chosen = await chooseCall({ component, inspected, history, check, only });
  if (chosen?.call !== undefined) await studio.memory.update(key, remember(history, chosen.call));
  return chosen;
}
