import * as vscode from 'vscode';
import type { RunResult } from '../../../host/src/protocol.ts';
import { grantsFor, limitsFor } from '../settings.ts';
import { chooseRunnable, isPlan } from '../targets/choose.ts';
import { callHints } from '../ui/call-hints.ts';
import { job } from '../ui/job.ts';
import type { Command, Studio } from '../studio.ts';
import { composePlan } from './compose.ts';

/** Runs a component, or a plan once it is composed; the detail is the call, in WAVE. */
export const run: Command = {
  id: 'wit.run',
  run: (studio, target, call) =>
    job(studio, 'Running', async (token) => {
      const subject = await chooseRunnable(target);
      return subject === undefined ? undefined : runSubject(studio, subject, call, token);
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
  token: vscode.CancellationToken,
): Promise<RunResult | undefined> {
  const composed = isPlan(subject) ? await composePlan(studio, subject, token) : undefined;
  const command = composed?.exports.some((name) => name.startsWith('wasi:cli/run@')) ?? false;
  const invoke = call ?? (command ? '' : await askForCall(studio, subject, composed?.exports));
  if (invoke === undefined) return undefined;
  studio.output.show(true);
  const params = {
    component: composed?.component ?? subject,
    grants: grantsFor(subject),
    limits: limitsFor(subject),
    ...(invoke !== '' && { invoke }),
  };
  const result = await studio.host.request('run', params, token);
  studio.output.appendLine(result.value ?? `exit code ${result.exitCode}`);
  return result;
}

/** Proposes the call of the last time. @param exports of the component, where they are known */
async function askForCall(
  studio: Studio,
  subject: string,
  exports: readonly string[] | undefined,
): Promise<string | undefined> {
  const key = `call:${subject}`;
  const call = await vscode.window.showInputBox({
    title: 'Which call?',
    ...callHints(exports),
    validateInput: (text) =>
      exports && text.trim() === '' ? 'Name a function that is exported.' : undefined,
    value: studio.memory.get(key, ''),
    ignoreFocusOut: true,
  });
  if (call !== undefined) await studio.memory.update(key, call);
  return call;
}
