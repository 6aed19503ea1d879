import * as vscode from 'vscode';
import { BoxSequence } from './box-sequence.ts';

type Box = Pick<
  vscode.InputBox,
  'title' | 'busy' | 'ignoreFocusOut' | 'onDidAccept' | 'onDidHide' | 'show' | 'dispose'
>;

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  /** The selected part of `value`: start and end. */
  readonly valueSelection?: [number, number];
  readonly placeholder?: string;
  /** @returns what is wrong with a text */
  readonly mistake?: (text: string) => string | undefined;
}

/** Questions one after the other in one quick input, which stays until it is disposed. */
export class Questions implements vscode.Disposable {
  readonly #boxes = new BoxSequence();
  #isCancelled = false;

  /** @returns the chosen item; undefined when cancelled */
  pick<Item extends vscode.QuickPickItem>(
    items: readonly Item[],
    title: string,
    placeholder?: string,
  ): Promise<Item | undefined> {
    const list = vscode.window.createQuickPick<Item>();
    list.items = items;
    list.matchOnDescription = true;
    list.placeholder = placeholder;
    return this.#ask(title, list, () => list.selectedItems[0]);
  }

  /** @returns the text; undefined when cancelled */
  write({ title, mistake, ...question }: TextQuestion): Promise<string | undefined> {
    const box = Object.assign(vscode.window.createInputBox(), question);
    const check = (): void => {
      box.validationMessage = mistake?.(box.value);
    };
    box.onDidChangeValue(check);
    return this.#ask(title, box, () => {
      check();
      return box.validationMessage === undefined ? box.value : undefined;
    });
  }

  dispose(): void {
    this.#boxes.dispose();
  }

  /** @param answer undefined when the box has to stay */
  #ask<Answer>(title: string, box: Box, answer: () => Answer | undefined): Promise<Answer | undefined> {
    // Escape between two questions, while something is looked up.
    if (this.#isCancelled) return Promise.resolve(undefined);
    Object.assign(box, { title, ignoreFocusOut: true });
    return new Promise((resolve, reject) => {
      box.onDidAccept(() => {
        const given = answer();
        if (given === undefined) return;
        box.busy = true;
        resolve(given);
      });
      box.onDidHide(() => {
        if (!this.#boxes.isShown(box)) return;
        this.#isCancelled = true;
        resolve(undefined);
      });
      this.#boxes.show(box).catch(reject);
    });
  }
}
