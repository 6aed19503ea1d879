import * as vscode from 'vscode';

/** How long VS Code's page _Get Started_ takes to select its step again, once it has the focus. */
const PAGE_REST_MS = 400;

type Box = Pick<
  vscode.InputBox,
  'title' | 'value' | 'busy' | 'ignoreFocusOut' | 'onDidAccept' | 'onDidHide' | 'show' | 'dispose'
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

/**
 * Questions one after the other in one quick input, which stays until it is disposed. A quick input that hides gives
 * the focus back to the editor, and VS Code's page _Get Started_, once focused, takes the focus again a moment later:
 * from the box of the next question, if that is open by then. So each box is shown before the last one goes.
 */
export class Questions implements vscode.Disposable {
  private box: Box | undefined;
  private isCancelled = false;
  private again: NodeJS.Timeout | undefined;

  /** @returns the chosen item; undefined when cancelled */
  pick<Item extends vscode.QuickPickItem>(items: readonly Item[], title: string): Promise<Item | undefined> {
    const make = (last?: vscode.QuickPick<Item>): vscode.QuickPick<Item> => {
      const list = vscode.window.createQuickPick<Item>();
      list.items = items;
      list.matchOnDescription = true;
      if (last) list.activeItems = last.activeItems;
      return list;
    };
    return this.ask(title, make, (list) => list.selectedItems[0]);
  }

  /** @returns the text; undefined when cancelled */
  write({ title, mistake, value = '', ...question }: TextQuestion): Promise<string | undefined> {
    const check = (box: vscode.InputBox): void => {
      box.validationMessage = mistake?.(box.value);
    };
    const make = (): vscode.InputBox => {
      const box = Object.assign(vscode.window.createInputBox(), { ...question, value });
      box.onDidChangeValue(() => check(box));
      return box;
    };
    return this.ask(title, make, (box) => {
      check(box);
      return box.validationMessage === undefined ? box.value : undefined;
    });
  }

  dispose(): void {
    clearTimeout(this.again);
    this.box?.dispose();
    this.box = undefined;
  }

  /**
   * @param make creates the box, as it is or in place of one
   * @param answer undefined when the box has to stay
   */
  private ask<B extends Box, Answer>(
    title: string,
    make: (last?: B) => B,
    answer: (box: B) => Answer | undefined,
  ): Promise<Answer | undefined> {
    // Escape between two questions, while something is looked up.
    if (this.isCancelled) return Promise.resolve(undefined);
    const isFirst = this.box === undefined;
    return new Promise((resolve) => {
      const show = (former?: B): B => {
        const box = make(former);
        Object.assign(box, { title, ignoreFocusOut: true, ...(former && { value: former.value }) });
        box.onDidAccept(() => {
          const given = answer(box);
          if (given === undefined) return;
          box.busy = true;
          resolve(given);
        });
        box.onDidHide(() => {
          if (this.box !== box) return;
          this.isCancelled = true;
          resolve(undefined);
        });
        this.replaceWith(box);
        return box;
      };
      const box = show();
      // The command palette has given the focus back just before: the box takes it again.
      if (isFirst) this.again = setTimeout(() => this.box === box && !box.busy && show(box), PAGE_REST_MS);
    });
  }

  private replaceWith(box: Box): void {
    const last = this.box;
    this.box = box;
    box.show();
    last?.dispose();
  }
}
