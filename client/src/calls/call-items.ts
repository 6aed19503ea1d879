import type { ArgumentForm, InspectResult } from '../../../host/src/protocol.ts';
import type { CallHistory } from './call-history.ts';

/** The number of earlier calls at the top of the list. */
const MOST_RECENT = 3;

/** Characters for which the line of an item has space. */
const MOST_IN_LINE = 80;

/** An item of the list of callable functions. */
export interface CallItem {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  /** Of a function: as a whole. */
  readonly signature?: string;
  /** In WAVE, to be changed before it is made; undefined runs the component as a program. */
  readonly call: string | undefined;
  /** Of a function: how to prompt for its arguments. */
  readonly params?: readonly ArgumentForm[];
  /** Only to be read: what it names cannot be called from here. */
  readonly isDisabled?: boolean;
  /** Of a heading, as VS Code has it. */
  readonly kind?: number;
}

/**
 * The callable items of a component, by WIT names: the calls made last, the program, then the functions with a
 * call that works. Functions that take a handle are left out, since WAVE cannot write one.
 */
export function callItems(
  { isCommand, functions }: Pick<InspectResult, 'isCommand' | 'functions'>,
  history: CallHistory,
): CallItem[] {
  const items: CallItem[] = history
    .slice(0, MOST_RECENT)
    .map((call, n) => ({ label: call, description: n === 0 ? 'last call' : 'earlier call', call }));
  if (isCommand) items.push({ label: 'wasi:cli/run', description: 'run the program', call: undefined });
  for (const { name, signature, call, params } of functions) {
    if (call === undefined || name.startsWith('wasi:cli/run.run')) continue;
    const shown = { label: name, description: shortened(signature, name), detail: call };
    items.push({ ...shown, signature, call, ...(params && { params }) });
  }
  return items;
}

/** The functions of resources, to be listed below those that can be called. */
export const resourceItems = ({ resourceFunctions }: Pick<InspectResult, 'resourceFunctions'>): CallItem[] =>
  resourceFunctions.map(({ name, signature }) => ({
    label: name,
    description: shortened(signature, name),
    call: undefined,
    isDisabled: true,
  }));

/** A signature that fits beside its name, if need be without the members of its types: `record {…}`. */
function shortened(signature: string, name: string): string {
  if (name.length + signature.length <= MOST_IN_LINE) return signature;
  let [text, depth] = ['', 0];
  for (const char of signature) {
    if (char === '}') depth--;
    if (depth === 0) text += char;
    if (char === '{' && depth++ === 0) text += '…';
  }
  return text;
}

/** The range between the parentheses of a call, so that typing replaces the arguments of the example. */
export function argumentsOf(call: string): [start: number, end: number] {
  const open = call.indexOf('(');
  return open < 0 || !call.endsWith(')') ? [call.length, call.length] : [open + 1, call.length - 1];
}
