import type * as vscode from 'vscode';
import type { BoxSequence } from '../ui/box-sequence.ts';

/** The mistake in a text, as a sentence; undefined in a valid one. */
export type CheckText = (text: string) => Promise<string | undefined>;

/** How long the keys rest before a text is checked, in milliseconds. */
const REST_MS = 200;

/**
 * Shows an input box, and in it the mistake of its text, which is checked while it is written. A text with a mistake is
 * not accepted; one that cannot be checked is, and its use reports why.
 *
 * @param onButton the result of a button of the box
 * @returns the text; undefined when cancelled
 */
export function askChecked<Pressed extends object>(
  boxes: BoxSequence,
  box: vscode.InputBox,
  check: CheckText,
  onButton: (button: vscode.QuickInputButton) => Pressed,
): Promise<string | Pressed | undefined> {
  let timer: NodeJS.Timeout | undefined;
  /** Shows the mistake unless the text has changed in the meantime. */
  const isValid = async (text: string): Promise<boolean> => {
    const mistake = await check(text);
    if (box.value === text) box.validationMessage = mistake;
    return mistake === undefined;
  };
  return new Promise<string | Pressed | undefined>((resolve, reject) => {
    box.onDidChangeValue((text) => {
      clearTimeout(timer);
      timer = setTimeout(() => void isValid(text).catch(() => {}), REST_MS);
    });
    box.onDidTriggerButton((button) => resolve(onButton(button)));
    box.onDidHide(() => resolve(undefined));
    box.onDidAccept(async () => {
      const text = box.value;
      if (await isValid(text).catch(() => true)) resolve(text);
    });
    boxes.show(box).catch(reject);
  }).finally(() => clearTimeout(timer));
}
