import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Scene } from './scene.ts';

/** Calls of the component. */
export function callsComponent(scene: Scene): void {
  it('returns the result of a call, which is checked while typing', async () => {
    const { page } = scene.workbench;
    const message = (text: string) => page.locator('.quick-input-message', { hasText: text });
    await scene.workbench.openFile('hello.ts');
    await scene.workbench.runCommand('WIT: Run');
    await scene.row('greet').waitFor({ timeout: 120_000 });
    await scene.workbench.screenshot('beginning-8-functions');
    await scene.answer('Select a function');
    await page.locator('.quick-input-title', { hasText: 'greet: name' }).waitFor();
    await scene.workbench.screenshot('beginning-8-argument');
    // Over the box, it shows a hover in front of the buttons.
    await page.mouse.move(700, 600);
    await page.locator('.quick-input-titlebar [aria-label^="Write the Whole Call"]').click();
    await page.locator('.quick-input-title', { hasText: 'Call' }).waitFor();
    await scene.workbench.quickInput.fill('greet(7)');
    await message('Expected a string').waitFor({ timeout: 60_000 });
    await scene.workbench.screenshot('beginning-8-mistake');
    await scene.answer('Call', 'greet("Ada")');
    await page
      .locator('.output-view .view-line', { hasText: '"Hello, Ada!"' })
      .first()
      .waitFor({ timeout: 120_000 });
    await scene.workbench.runCommand('WIT: Run');
    await scene.row('last call').waitFor({ timeout: 120_000 });
    await scene.workbench.screenshot('beginning-8-history');
    await page.keyboard.press('Escape');
  });

  it('is called over the page Get Started, which takes no key of a call', async () => {
    const { page } = scene.workbench;
    await scene.showGetStarted();
    await scene.workbench.runCommand('WIT: Run');
    await scene.row('last call').waitFor({ timeout: 120_000 });
    await scene.typeKeys('a name for the function');
    await scene.workbench.quickInput.fill('greet');
    await scene.answer('Select a function');
    await page.locator('.quick-input-title', { hasText: 'greet: name' }).waitFor();
    await scene.typeKeys('Margaret');
    await page.keyboard.press('Enter');
    const output = page.locator('.output-view .view-line', { hasText: '"Hello, Margaret!"' });
    await output.first().waitFor({ timeout: 120_000 });
  });

  it('can be run from its WIT', async () => {
    const { page } = scene.workbench;
    await scene.workbench.openFile('world.wit');
    const lens = page.locator('.codelens-decoration a', { hasText: 'Run in hello.wasm' });
    await lens.waitFor({ timeout: 60_000 });
    await scene.workbench.screenshot('beginning-8-lens');
    await lens.click();
    await scene.answer('greet: name', 'Grace');
    const output = page.locator('.output-view .view-line', { hasText: '"Hello, Grace!"' });
    await output.first().waitFor({ timeout: 120_000 });
  });

  it('runs the last build of the saved sources, without a new build', async () => {
    const source = join(scene.folder, 'hello/src/hello.ts');
    writeFileSync(source, readFileSync(source, 'utf8').replace('Hello', 'Good day'));
    await scene.workbench.page.locator('.codelens-decoration a', { hasText: 'Run in hello.wasm' }).click();
    await scene.answer('greet: name', 'Grace');
    const output = scene.workbench.page.locator('.output-view .view-line', { hasText: '"Good day, Grace!"' });
    await output.first().waitFor({ timeout: 120_000 });
  });
}
