import { mkdirSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../../scripts/e2e/browser.mjs';

const SCREENS = '.cache/e2e/screens';

/** What a person does with the workbench: open files, type, press keys, run commands, look. */
export class WorkbenchPage {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(authority: string, folder: string): Promise<WorkbenchPage> {
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(`http://${authority}/?folder=${folder}`);
    await page.waitForSelector('.explorer-folders-view .monaco-list-row');
    return new WorkbenchPage(browser, page);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.page.keyboard.type(name);
    await this.pick((label) => name.endsWith(label));
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name.replace(/.*\//, '')}"]`);
  }

  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.keyboard.type(title);
    await this.pick((label) => label === title);
  }

  /** Puts the cursor in front of a line's `column`; both count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Takes back everything that was typed into the active editor. */
  async undoAll(): Promise<void> {
    const dirty = this.page.locator('.tab.active.dirty');
    // What is undone at once depends on how fast it was typed.
    for (let step = 0; step < 50 && (await dirty.count()) > 0; step++) {
      await this.page.keyboard.press('Control+z');
      await this.page.waitForTimeout(50);
    }
    await dirty.waitFor({ state: 'detached' });
  }

  /** The editor's text of all visible lines. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENS, { recursive: true });
    await this.page.screenshot({ path: `${SCREENS}/${name}.png` });
  }

  /** Enter may take another row than the one that is meant. */
  /** The list is filled while one looks at it, so the row is found anew at the click. */
  private async pick(wanted: (label: string) => boolean): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    for (;;) {
      await rows.first().waitFor();
      const label = (await rows.locator('.label-name').allInnerTexts()).find(wanted);
      const row = rows.filter({ has: this.page.locator('.label-name', { hasText: exactly(label ?? '') }) });
      if (label !== undefined && (await clicked(row.first()))) return;
      await this.page.waitForTimeout(50);
    }
  }
}

const clicked = (row: Locator): Promise<boolean> =>
  row.click({ timeout: 1_000 }).then(
    () => true,
    () => false,
  );

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
