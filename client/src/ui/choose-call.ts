import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { InspectResult, Problem } from '../../../host/src/protocol.ts';
import { problemError } from '../host/problem-error.ts';
import { argumentsOf, callItems, type CallItem } from './call-items.ts';

/** What to call of a component: a call in WAVE, or the component as a program. */
export type Choice = { readonly call: string | undefined };

/**
 * Lets the person choose a function and change its example call. A component that is a program and nothing
 * else needs no choice.
 *
 * @param last the call made last, or nothing
 * @returns undefined when the person chose nothing
 * @throws a problem error `nothing-to-call`
 */
export async function chooseCall(
  component: string,
  inspected: InspectResult,
  last: string,
): Promise<Choice | undefined> {
  const items = callItems(inspected, last);
  const [first] = items;
  if (first === undefined) throw problemError(nothingToCall(component, inspected));
  if (items.length === 1 && first.call === undefined) return { call: undefined };
  const item = await vscode.window.showQuickPick(items, {
    title: 'Which function?',
    placeHolder: 'The functions that the component exports, each with an example call',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return item && (item.call === undefined ? { call: undefined } : changeCall(item));
}

async function changeCall({ label, call = label, description }: CallItem): Promise<Choice | undefined> {
  const changed = await vscode.window.showInputBox({
    title: 'Which call?',
    prompt: `The call in WAVE, its arguments in parentheses. ${description === 'last call' ? '' : description}`,
    value: call,
    valueSelection: argumentsOf(call),
    validateInput: (text) => (text.trim() === '' ? 'Name a function that is exported.' : undefined),
    ignoreFocusOut: true,
  });
  return changed === undefined ? undefined : { call: changed };
}

const nothingToCall = (component: string, { functions }: InspectResult): Problem => ({
  code: 'nothing-to-call',
  message: `${basename(component)} exports no function that can be called with written values`,
  help: functions.some(({ name }) => name.startsWith('wasi:http/incoming-handler.'))
    ? 'It answers HTTP requests: serve it (“WIT: Serve”).'
    : 'Its exports take handles of resources, which only another component can make. Compose it with one that calls it.',
});
