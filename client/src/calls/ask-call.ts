import * as vscode from 'vscode';
import type { BoxSequence } from '../ui/box-sequence.ts';
import { argumentsOf } from './call-items.ts';

/** The error of a call as a sentence; undefined when the call is valid. */
export type CheckCall = (call: string) => Promise<string | undefined>;

/** How long the keys rest before a call is checked. */
const REST_MS = 200;

export interface DraftCall {
  /** The call that the user starts from. */
  readonly value: string;
  /** Of the called function; empty if unknown. */
  readonly signature: string;
  /** Whether there are other calls to start from. */
  readonly hasHistory: boolean;
}

/**
 * Lets the user write a call, and shows its errors while it is written.
 * @returns undefined when cancelled, `history` when the user wants to start from another call
 */
export function askCall(
  boxes: BoxSequence,
  { value, signature, hasHistory }: DraftCall,
  check: CheckCall,
): Promise<string | 'history' | undefined> {
  const box = vscode.window.createInputBox();
  box.title = 'Call';
  box.prompt = `The call in WAVE, its arguments in parentheses. ${signature}`;
  box.value = value;
  box.valueSelection = argumentsOf(value);
  box.ignoreFocusOut = true;
  if (hasHistory) box.buttons = [{ iconPath: new vscode.ThemeIcon('history'), tooltip: 'Earlier calls' }];
  let timer: NodeJS.Timeout | undefined;
  /** Only the text still in the box is checked. */
  const showMistake = async (call: string): Promise<boolean> => {
    const mistake = call.trim() === '' ? 'Name a function that is exported.' : await check(call);
    if (box.value === call) box.validationMessage = mistake;
    return mistake === undefined;
  };
  return new Promise<string | undefined>((resolve, reject) => {
    box.onDidChangeValue((call) => {
      clearTimeout(timer);
      timer = setTimeout(() => void showMistake(call).catch(() => {}), REST_MS);
    });
    box.onDidTriggerButton(() => resolve('history'));
    box.onDidHide(() => resolve(undefined));
    box.onDidAccept(async () => {
      const call = box.value;
      // A call that cannot be checked is still made, and fails with its reason.
      if (await showMistake(call).catch(() => true)) resolve(call);
    });
    boxes.show(box).catch(reject);
  }).finally(() => clearTimeout(timer));
}
