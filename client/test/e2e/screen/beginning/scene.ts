import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { WorkbenchPage } from '../workbench-page.ts';

const authority = process.env['WIT_E2E_AUTHORITY'] ?? '';
const sample = process.env['WIT_E2E_FOLDER'] ?? '';

/** A window with a folder that has no component yet. */
export class Scene {
  readonly folder = join(dirname(sample), 'beginning');
  workbench!: WorkbenchPage;

  async open(): Promise<void> {
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, 'notes.txt'), '');
    this.workbench = await WorkbenchPage.open(authority, this.folder);
  }

  row(text: string): Locator {
    return this.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  }

  notice(text: string): Locator {
    return this.workbench.page.locator('.notification-list-item-message', { hasText: text }).first();
  }

  /** Fills in the quick input whose title contains `title`. */
  async answer(title: string, text?: string): Promise<void> {
    const { page, quickInput } = this.workbench;
    await page.locator('.quick-input-title', { hasText: title }).waitFor({ timeout: 60_000 });
    if (text !== undefined) await quickInput.fill(text);
    await page.keyboard.press('Enter');
  }

  async showGetStarted(): Promise<void> {
    await this.workbench.runCommand('Welcome: Open Walkthrough...');
    await this.workbench.choose('Get Started with VS Code for the Web');
    await this.workbench.page.locator('.getting-started-step.expanded:focus').waitFor();
  }

  /** Types into the empty or selected text of a box that has just come, for longer than the page needs to take the focus. */
  async typeKeys(text: string): Promise<void> {
    await this.workbench.page.keyboard.type(text, { delay: 60 });
    assert.equal(await this.workbench.quickInput.inputValue(), text);
  }

  /** The line of a file that has this text, from one. */
  lineOf(path: string, text: string): number {
    const lines = readFileSync(join(this.folder, path), 'utf8').split('\n');
    return lines.findIndex((line) => line.includes(text)) + 1;
  }
}
