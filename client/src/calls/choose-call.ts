import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { InspectResult, Problem } from '../../../host/src/protocol.ts';
import { problemError } from '../host/problem-error.ts';
import { BoxSequence } from '../ui/box-sequence.ts';
import { askArguments } from './ask-arguments.ts';
import { askCall } from './ask-call.ts';
import { callsLike, functionIn, type CallHistory } from './call-history.ts';
import { callItems, resourceItems, type CallItem } from './call-items.ts';
import type { CheckText } from './checked-box.ts';
import { handlesHttp } from './handles-http.ts';

/** The chosen call: a call in WAVE, or the component as a program. */
export type Choice = { readonly call: string | undefined };

export interface CallQuestion {
  /** Path of the component. */
  readonly component: string;
  readonly inspected: InspectResult;
  /** Earlier calls of the component. */
  readonly history: CallHistory;
  readonly check: CheckText;
  /** The WIT name of the function, if already chosen. */
  readonly only?: string | undefined;
}

/**
 * Lets the user choose a function and prompts for its arguments, one by one or as a whole call. A component whose only
 * export is a program needs no choice.
 * @returns undefined when the user chose nothing
 * @throws a problem error `nothing-to-call`
 */
export async function chooseCall(question: CallQuestion): Promise<Choice | undefined> {
  const { component, inspected, history, only } = question;
  const items = callItems(inspected, history);
  const named = only === undefined ? undefined : callItems(inspected, []).find(({ label }) => label === only);
  const [first] = items;
  if (first === undefined) throw problemError(nothingToCall(component, inspected));
  if (items.length === 1 && first.call === undefined) return { call: undefined };
  const boxes = new BoxSequence();
  try {
    return await choose(boxes, items, named, question);
  } finally {
    boxes.dispose();
  }
}

/** The functions of resources below their heading; nothing for a component without any. */
function resourceRows(inspected: InspectResult): CallItem[] {
  const items = resourceItems(inspected);
  if (items.length === 0) return [];
  const label = 'functions of resources, which only another component can call';
  const kind = vscode.QuickPickItemKind.Separator;
  return [{ label, kind, description: '', call: undefined, isDisabled: true }, ...items];
}

/** @param named the function that is already chosen */
async function choose(
  boxes: BoxSequence,
  items: readonly CallItem[],
  named: CallItem | undefined,
  { inspected, history, check }: CallQuestion,
): Promise<Choice | undefined> {
  const rows = [...items, ...resourceRows(inspected)];
  for (;;) {
    const item =
      named ??
      (await boxes.pick(rows, {
        title: 'Select a function',
        placeholder: 'The functions that the component exports, each with an example call',
        matchOnDescription: true,
      }));
    if (item === undefined) return undefined;
    const chosen = await callOf(boxes, item, history, check);
    // Back from the first argument leads to the list, where there is one.
    if (chosen !== 'back') return chosen;
    if (named) return undefined;
  }
}

/** A function is entered argument by argument, an earlier call as a whole. */
async function callOf(
  boxes: BoxSequence,
  item: CallItem,
  history: CallHistory,
  check: CheckText,
): Promise<Choice | 'back' | undefined> {
  const { call, params } = item;
  if (call === undefined) return { call };
  if (params === undefined) return changeCall(boxes, item, history, check);
  const hasHistory = callsLike(history, call).length > 0;
  const entered = await askArguments(boxes, { name: functionIn(call), params, hasHistory }, check);
  if (entered === undefined || entered === 'back') return entered;
  if (entered === 'history') return changeCall(boxes, item, history, check);
  if (entered.isWhole) return { call: entered.call };
  return changeCall(boxes, { ...item, call: entered.call }, [], check);
}

/** Starts with the last call of a function, or with an earlier call unchanged. */
async function changeCall(
  boxes: BoxSequence,
  { detail: example, call = '', signature = '' }: CallItem,
  history: CallHistory,
  check: CheckText,
): Promise<Choice | undefined> {
  const calls = [...callsLike(history, call), ...(example === undefined ? [] : [example])];
  // Without history it is the call with the form's inputs so far.
  let value = example === undefined || history.length === 0 ? call : (calls[0] ?? call);
  for (;;) {
    const entered = await askCall(boxes, { value, signature, hasHistory: calls.length > 1 }, check);
    if (typeof entered !== 'object') return entered === undefined ? undefined : { call: entered };
    const title = 'Select an earlier call of this function, or its example';
    const items = calls.map((label) => ({ label }));
    value = (await boxes.pick(items, { title }))?.label ?? value;
  }
}

const nothingToCall = (component: string, inspected: InspectResult): Problem => ({
  code: 'nothing-to-call',
  message: `${basename(component)} exports no function that can be called with values in WAVE`,
  help: helpWithout(inspected),
});

function helpWithout(inspected: InspectResult): string {
  if (handlesHttp(inspected)) return 'It handles HTTP requests: serve it with “WIT: Serve”.';
  const { functions, resourceFunctions } = inspected;
  if (functions.length === 0 && resourceFunctions.length === 0)
    return 'Export a function or an interface in its world.';
  const [first] = resourceFunctions;
  const are =
    functions.length > 0 || !first
      ? 'take resource handles, which only another component can create'
      : `are functions of resources (${first.name}), which only another component can call`;
  return `Its exports ${are}. Compose it with a component that calls it.`;
}
