import { it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Scene } from './scene.ts';

/** Waits until a page has scrolled to an element. */
async function scrolledTo(element: Locator): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const { y } = (await element.boundingBox()) ?? { y: -1 };
    if (y >= 0 && y < 800) return;
    await element.page().waitForTimeout(50);
  }
  throw new Error('The page did not scroll');
}

/** A package beside the components, and the documentation. */
export function addsPackage(scene: Scene): void {
  it('is joined by a WIT package', async () => {
    const { page } = scene.workbench;
    await scene.workbench.runCommand('WIT: New Package…');
    await scene.answer('1 of 2', 'Greetings');
    await page.locator('.quick-input-message', { hasText: 'as in my-company:' }).waitFor();
    await scene.workbench.screenshot('beginning-9-package');
    await scene.answer('1 of 2', 'my-company:greetings@0.1.0');
    await scene.answer('2 of 2', 'greetings');
    await page.waitForSelector('.tab.active[data-resource-name$=".wit"]');
    await page.locator('.view-line', { hasText: 'package my-company:greetings@0.1.0;' }).waitFor();
    await scene.workbench.problems(0);
    await scene.workbench.screenshot('beginning-9-package-open');
  });

  it('has its package, worlds, gates and tools in the status bar, where both can be switched', async () => {
    const { page } = scene.workbench;
    await scene.workbench.goTo(1);
    await page.keyboard.press('Control+End');
    await scene.workbench.type('\n@unstable(feature = fancy)\nworld later {}\n');
    await page.keyboard.press('Control+s');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    const status = (text: string) => page.locator('.hover-language-status', { hasText: text });
    const open = async () => {
      await page.mouse.move(700, 300);
      await page.locator('#status\\.languageStatus').hover();
    };
    await open();
    for (const text of ['my-company:greetings', 'worlds: ', 'wasm-tools 0.263', 'Gates off: fancy'])
      await status(text).first().waitFor();
    await scene.workbench.screenshot('beginning-9-status');
    await status('wasm-tools').locator('.monaco-link').click();
    await scene.row('0.259').click();
    await open();
    await status('wasm-tools 0.259').waitFor();
    await status('Gates').locator('.monaco-link').click();
    await scene.row('fancy').click();
    await scene.answer('Select the feature gates');
    await open();
    await status('Gates on: fancy').waitFor();
    await page.keyboard.press('Escape');
  });

  it('has documentation on the page of the extension, whose links lead into it', async () => {
    const { page } = scene.workbench;
    await scene.workbench.runCommand('View: Show Extensions');
    await page.locator('.extension-list-item', { hasText: 'WIT Studio' }).first().click();
    const shown = scene.workbench.webview();
    const heading = shown.getByRole('heading', { name: 'Your first component', exact: true });
    await shown.getByRole('link', { name: 'Your first component', exact: true }).click({ timeout: 60_000 });
    await scrolledTo(heading);
    await scene.workbench.screenshot('beginning-9-extension');
  });

  it('has a walkthrough, and documentation', async () => {
    const { page } = scene.workbench;
    await scene.workbench.runCommand('WIT: Open Documentation');
    await page.waitForSelector('.tab.active[aria-label*="README.md"]');
    await scene.workbench.runCommand('Welcome: Open Walkthrough...');
    await scene.workbench.choose('Get started with WIT Studio');
    await page.locator('.getting-started-step', { hasText: 'Start a component' }).first().waitFor();
    await scene.workbench.screenshot('beginning-9-walkthrough');
  });
}
