import { mkdirSync } from 'node:fs';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../../scripts/e2e/browser.mjs';

const SCREENS = '.cache/e2e/screens';

/** How long the quick input may take to offer a row, and how often it is opened. */
const ATTEMPT_MS = 20_000;
const ATTEMPTS = 5;

/** A user's actions in the workbench: open files, type, press keys, run commands, look. */
export class WorkbenchPage {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  /** @param watch sees the page before it loads anything */
  static async open(
    authority: string,
    folder: string,
    watch: (page: Page) => void = () => {},
  ): Promise<WorkbenchPage> {
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    watch(page);
    await page.goto(`http://${authority}/?folder=${folder}`);
    await page.waitForSelector('.explorer-folders-view .monaco-list-row');
    return new WorkbenchPage(browser, page);
  }

  /** The text box of the command palette, of a pick list or of an input box. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  async openFile(name: string): Promise<void> {
    await this.quickAccess(name, (label) => name.endsWith(label));
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name.replace(/.*\//, '')}"]`);
    await this.editorFocused();
  }

  /** Opens a file that is shown as a page. @returns the page */
  async openPage(name: string): Promise<FrameLocator> {
    await this.quickAccess(name, (label) => name.endsWith(label));
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name.replace(/.*\//, '')}"]`);
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** The page that is in front. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  async runCommand(title: string): Promise<void> {
    await this.quickAccess(`>${title}`, (label) => label === title);
  }

  /** Takes a row of the list that is open. */
  choose(label: string): Promise<void> {
    return this.pick((one) => one === label);
  }

  /** Puts the cursor in front of a line's `column`; both count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.quickAccess(`:${line}:${column}`, () => true);
    await this.editorFocused();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /**
   * Shows the hover of what the cursor is in. An editor that still scrolls to the cursor hides it again, so it is asked
   * for until it stays.
   */
  async showHover(text: string): Promise<void> {
    const hover = this.page.locator('.monaco-hover', { hasText: text });
    let reason: unknown;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.page.keyboard.press('Control+k');
      await this.page.keyboard.press('Control+i');
      try {
        return await hover.waitFor({ timeout: ATTEMPT_MS / ATTEMPTS });
      } catch (error) {
        reason = error;
      }
    }
    throw new Error(`no hover shows ${text}`, { cause: reason });
  }

  /** Takes back everything that was typed into the active editor. */
  async undoAll(): Promise<void> {
    const dirty = this.page.locator('.tab.active.dirty');
    // The extent of one undo step depends on the speed of typing.
    for (let step = 0; step < 50 && (await dirty.count()) > 0; step++) {
      await this.page.keyboard.press('Control+z');
      await this.page.waitForTimeout(50);
    }
    await dirty.waitFor({ state: 'detached' });
  }

  /** Waits until the status bar counts so many errors. */
  async problems(errors: number): Promise<void> {
    const label = errors === 0 ? 'No Problems' : `Errors: ${errors}`;
    await this.page.locator(`#status\\.problems [aria-label^="${label}"]`).waitFor();
  }

  /** The editor's text of all visible lines. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENS, { recursive: true });
    // Without animations, so that elements are complete at once.
    await this.page.screenshot({ path: `${SCREENS}/${name}.png`, animations: 'disabled' });
  }

  /**
   * Opens the quick input, fills it and clicks the first row that is `wanted`. Whatever takes the focus meanwhile,
   * such as a terminal that has just started, closes the quick input, which is then opened again.
   */
  private async quickAccess(text: string, wanted: (label: string) => boolean): Promise<void> {
    let reason: unknown;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput.fill(text, { timeout: ATTEMPT_MS });
        return await this.pick(wanted);
      } catch (error) {
        reason = error;
      }
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`The quick input did not offer ${text}`, { cause: reason });
  }

  /**
   * Enter may take another row than the wanted one, so a row is clicked. The list changes while the search runs:
   * the row is located again at the click.
   */
  private async pick(wanted: (label: string) => boolean): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    for (const end = Date.now() + ATTEMPT_MS; Date.now() < end;) {
      await rows.first().waitFor({ timeout: ATTEMPT_MS });
      const label = (await rows.locator('.label-name').allInnerTexts()).find(wanted);
      const row = rows.filter({ has: this.page.locator('.label-name', { hasText: exactly(label ?? '') }) });
      if (label !== undefined && (await clicked(row.first()))) return;
      await this.page.waitForTimeout(50);
    }
    throw new Error('no such row');
  }

  /** Keys that are pressed before the quick input has handed the focus back would be lost. */
  private editorFocused(): Promise<void> {
    return this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }
}

/** A click that is given up too early on a slow machine may have been made all the same. */
const clicked = (row: Locator): Promise<boolean> =>
  row.click({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
