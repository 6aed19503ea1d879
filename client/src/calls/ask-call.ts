import * as vscode from 'vscode';
import type { BoxSequence } from '../ui/box-sequence.ts';
import { argumentsOf } from './call-items.ts';
import { askChecked, type CheckText } from './checked-box.ts';

export interface DraftCall {
  /** The call that the user starts from. */
  readonly value: string;
  /** Of the called function; empty if unknown. */
  readonly signature: string;
  /** Whether there are other calls to start from. */
  readonly hasHistory: boolean;
}

/**
 * Lets the user write a call, and shows its mistakes while it is written.
 * @returns undefined when cancelled; a navigation when the user wants to start from another call
 */
export function askCall(
  boxes: BoxSequence,
  { value, signature, hasHistory }: DraftCall,
  check: CheckText,
): Promise<string | { readonly navigation: 'history' } | undefined> {
  const box = vscode.window.createInputBox();
  box.title = 'Call';
  box.prompt = `The call in WAVE, its arguments in parentheses. ${signature}`;
  box.value = value;
  box.valueSelection = argumentsOf(value);
  box.ignoreFocusOut = true;
  if (hasHistory) box.buttons = [{ iconPath: new vscode.ThemeIcon('history'), tooltip: 'Earlier Calls' }];
  const checkText = async (call: string): Promise<string | undefined> =>
    call.trim() === '' ? 'Name a function that is exported.' : check(call);
  return askChecked(boxes, box, checkText, () => ({ navigation: 'history' }));
}
