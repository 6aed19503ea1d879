import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Scene } from './scene.ts';

/** A component, from an empty folder to its build. */
export function createsComponent(scene: Scene): void {
  it('is offered in an empty folder', async () => {
    const { page } = scene.workbench;
    await scene.workbench.runCommand('View: Show WIT Studio');
    await page.locator('.welcome-view-content', { hasText: 'does not contain a component' }).waitFor();
    for (const title of ['New Component', 'New WIT Package', 'Open Sample'])
      await page.locator('.welcome-view .monaco-button', { hasText: title }).first().waitFor();
    await scene.workbench.screenshot('beginning-1-welcome');
  });

  it('is not created when a question is left with Escape', async () => {
    const { page } = scene.workbench;
    await scene.workbench.runCommand('WIT: New Component…');
    await scene.answer('1 of 3');
    await page.locator('.quick-input-title', { hasText: '2 of 3' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await scene.workbench.quickInput.waitFor({ state: 'hidden' });
  });

  // The page that a new profile shows: it takes the focus a moment after a quick input has given it back.
  it('is created after its questions, over the page Get Started, which takes no key of an answer', async () => {
    const { page } = scene.workbench;
    await scene.showGetStarted();
    await scene.workbench.runCommand('WIT: New Component…');
    await scene.row('Rust').waitFor();
    await scene.typeKeys('TypeScript');
    await scene.workbench.screenshot('beginning-2-language');
    await scene.answer('1 of 3');
    await scene.row('wasi:http/proxy').waitFor({ timeout: 60_000 });
    await scene.workbench.screenshot('beginning-3-world');
    await scene.answer('2 of 3');
    await scene.workbench.quickInput.waitFor();
    await page.locator('.quick-input-message', { hasText: 'The function in WIT' }).waitFor();
    await page.locator('.quick-input-title', { hasText: '3 of 4): the function' }).waitFor();
    await scene.workbench.screenshot('beginning-4-function');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: '4 of 4' }).waitFor();
    assert.equal(await scene.workbench.quickInput.getAttribute('placeholder'), 'my-component');
    await scene.typeKeys('Hello There');
    await page.locator('.quick-input-message', { hasText: 'as in my-component' }).waitFor();
    await scene.workbench.screenshot('beginning-5-name');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tab.active[data-resource-name="hello.ts"]');
    assert.ok(existsSync(join(scene.folder, 'hello/test/hello.test.js')));
    await scene.notice('Created hello').waitFor();
    await scene.workbench.screenshot('beginning-6-started');
  });

  it('is watched in each of its folders: the editor shows what another program writes', async () => {
    const file = join(scene.folder, 'hello/wit/world.wit');
    const written = readFileSync(file, 'utf8');
    await scene.workbench.openFile('world.wit');
    const line = scene.workbench.page.locator('.view-line', { hasText: 'by another program' });
    writeFileSync(file, `// by another program\n${written}`);
    await line.waitFor();
    writeFileSync(file, written);
    await line.waitFor({ state: 'detached' });
  });

  it('builds', async () => {
    await scene.workbench.runCommand('Notifications: Clear All Notifications');
    await scene.workbench.runCommand('WIT: Build Component');
    await scene.notice('Built').waitFor({ timeout: 120_000 });
    await scene.workbench.runCommand('View: Show WIT Studio');
    await scene.workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'hello.wasm' }).waitFor();
    await scene.workbench.screenshot('beginning-7-components');
  });
}
