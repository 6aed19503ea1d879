import * as vscode from 'vscode';
import type { ArgumentForm } from '../../../host/src/protocol.ts';
import type { BoxSequence } from '../ui/box-sequence.ts';
import { type FieldInput, IN_WAVE, nextStep, type FormField } from './call-form.ts';
import { askChecked, type CheckText } from './checked-box.ts';

/** A navigation instead of an input: the previous step, the whole call as text, or an earlier call. */
type Navigation = 'back' | 'wave' | 'history';

const wave: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('edit'),
  tooltip: 'Write the Whole Call (WAVE)',
};
const history: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('history'),
  tooltip: 'Earlier Calls',
};
const navigationOf = (button: vscode.QuickInputButton): { readonly navigation: Navigation } => ({
  navigation: button === wave ? 'wave' : button === history ? 'history' : 'back',
});

export interface AskedFunction {
  /** As in a call. */
  readonly name: string;
  readonly params: readonly ArgumentForm[];
  /** Whether there are earlier calls of it. */
  readonly hasHistory: boolean;
}

/**
 * Prompts for the arguments of a call, one after the other.
 * @returns the call, with `isWhole` when all fields are filled; `back` from the first field; `history` when the user
 * wants an earlier call; undefined when cancelled
 */
export async function askArguments(
  boxes: BoxSequence,
  { name, params, hasHistory }: AskedFunction,
  check: CheckText,
): Promise<{ readonly call: string; readonly isWhole: boolean } | 'back' | 'history' | undefined> {
  const buttons = [vscode.QuickInputButtons.Back, wave, ...(hasHistory ? [history] : [])];
  const inputs: FieldInput[] = [];
  for (;;) {
    const step = nextStep(name, params, inputs);
    if ('call' in step) return { call: step.call, isWhole: true };
    const title = `${name}: ${step.path}`;
    const input = await ask(boxes, step, { title, buttons, ignoreFocusOut: true }, check);
    if (input === undefined) return undefined;
    if (typeof input !== 'object') inputs.push(input);
    else if (input.navigation === 'history') return 'history';
    else if (input.navigation === 'wave')
      return { call: step.callWith(step.choices.length > 0 ? IN_WAVE : step.example), isWhole: false };
    else if (inputs.pop() === undefined) return 'back';
  }
}

type Reply = FieldInput | { readonly navigation: Navigation } | undefined;

type Frame = Pick<vscode.InputBox & vscode.QuickPick<Item>, 'title' | 'buttons' | 'ignoreFocusOut'>;

const ask = (boxes: BoxSequence, field: FormField, frame: Frame, check: CheckText): Promise<Reply> =>
  field.kind === 'text' || field.kind === 'string'
    ? write(boxes, field, frame, check)
    : pick(boxes, field, frame);

function write(boxes: BoxSequence, field: FormField, frame: Frame, check: CheckText): Promise<Reply> {
  const { type, kind, example, callWith } = field;
  const box = vscode.window.createInputBox();
  Object.assign(box, { ...frame, value: example, valueSelection: [0, example.length] });
  box.prompt = kind === 'string' ? 'Text, without quotes (string).' : `A value of ${type}, as in ${example}.`;
  const checkValue = async (value: string): Promise<string | undefined> =>
    kind === 'string' ? undefined : check(callWith(value));
  return askChecked(boxes, box, checkValue, navigationOf);
}

type Item = vscode.QuickPickItem & { readonly input: FieldInput };

function pick(boxes: BoxSequence, { type, kind, choices, example }: FormField, frame: Frame): Promise<Reply> {
  const list = vscode.window.createQuickPick<Item>();
  Object.assign(list, { ...frame, placeholder: type });
  list.canSelectMany = kind === 'flags';
  const cases = choices.map(({ label, detail }): Item => ({ label, description: detail, input: label }));
  const asText: Item = { label: 'Write the value…', description: 'in WAVE', input: IN_WAVE };
  list.items = kind === 'flags' ? cases : [...cases, asText];
  // Enter takes the case of the example, which is a call that works.
  const shown = cases.find(({ label }) => example.replace(/\(.*/s, '') === label);
  if (shown && kind === 'cases') list.activeItems = [shown];
  return new Promise<Reply>((resolve, reject) => {
    list.onDidTriggerButton((button) => resolve(navigationOf(button)));
    list.onDidHide(() => resolve(undefined));
    list.onDidAccept(() => {
      const chosen = list.selectedItems.map(({ input }) => input);
      resolve(kind === 'flags' ? `{${chosen.map(String).join(', ')}}` : chosen[0]);
    });
    boxes.show(list).catch(reject);
  });
}
