import * as vscode from 'vscode';

/** Longer than VS Code's page _Get Started_ takes to select its step again, once it has the focus. */
const PAGE_REST_MS = 400;

/**
 * Resolves when a box can be shown that keeps the focus. The command palette gives the focus back to the editor when it
 * closes, and the page _Get Started_ takes it again a moment later: from a box that is open by then, whose keys are
 * lost.
 */
export async function pageRest(): Promise<void> {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  // The API has no input for VS Code's own pages.
  if (activeTab && activeTab.input === undefined)
    await new Promise((resolve) => setTimeout(resolve, PAGE_REST_MS));
}

type Box = Pick<vscode.QuickInput, 'show' | 'dispose'>;

/** Boxes one after the other. Each is shown before the last one goes, so that no page has the focus between them. */
export class BoxSequence implements vscode.Disposable {
  #current: Box | undefined;

  isShown(box: Box): boolean {
    return this.#current === box;
  }

  async show(box: Box): Promise<void> {
    if (!this.#current) await pageRest();
    const last = this.#current;
    this.#current = box;
    box.show();
    last?.dispose();
  }

  /** @returns the chosen item, never a disabled one; undefined when cancelled */
  pick<Item extends vscode.QuickPickItem & { readonly isDisabled?: boolean }>(
    items: readonly Item[],
    options: Partial<Pick<vscode.QuickPick<Item>, 'title' | 'placeholder' | 'matchOnDescription'>>,
  ): Promise<Item | undefined> {
    const list = Object.assign(vscode.window.createQuickPick<Item>(), options, { ignoreFocusOut: true });
    list.items = items;
    return new Promise((resolve, reject) => {
      list.onDidAccept(() => {
        const [item] = list.selectedItems;
        if (item && !item.isDisabled) resolve(item);
      });
      list.onDidHide(() => resolve(undefined));
      this.show(list).catch(reject);
    });
  }

  dispose(): void {
    this.#current?.dispose();
    this.#current = undefined;
  }
}
