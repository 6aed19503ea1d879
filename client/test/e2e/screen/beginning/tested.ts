import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Scene } from './scene.ts';

/** The tests of the component. */
export function testsComponent(scene: Scene): void {
  it('has a test that passes in the test explorer, where each test has its place', async () => {
    const { page } = scene.workbench;
    const file = join(scene.folder, 'hello/test/hello.test.js');
    const written = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      `${written}\ntest('greets nobody', () => assert.equal(component.greet(''), 'Hello!'));\n`,
    );
    await scene.workbench.runCommand('Testing: Focus on Test Explorer View');
    const item = (text: string | RegExp) =>
      page.locator('.test-explorer .monaco-list-row', { hasText: text });
    await item('hello').first().click({ timeout: 60_000 });
    await page.keyboard.press('ArrowRight');
    await item('greets nobody').waitFor({ timeout: 60_000 });
    // The button of one test runs it alone.
    await item('greets nobody').hover();
    await item('greets nobody').locator('[aria-label^="Run Test"]').click();
    await item('greets nobody').locator('.codicon-testing-failed-icon').waitFor({ timeout: 120_000 });
    await item(/^greets(?! nobody)/)
      .locator('.codicon-testing-unset-icon')
      .waitFor();
    await scene.workbench.screenshot('beginning-7-failed-test');
    writeFileSync(file, written);
    await item('greets nobody').waitFor({ state: 'detached' });
    await scene.workbench.runCommand('Test: Run All Tests');
    await item('hello').first().locator('.codicon-testing-passed-icon').waitFor({ timeout: 120_000 });
    await scene.workbench.screenshot('beginning-7-test');
  });

  it('stops at a breakpoint in a test', async () => {
    const { page } = scene.workbench;
    await scene.workbench.openFile('hello.ts');
    await scene.workbench.goTo(scene.lineOf('hello/src/hello.ts', 'Hello'));
    await page.keyboard.press('F9');
    await scene.workbench.runCommand('Test: Debug All Tests');
    await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 120_000 });
    await scene.workbench.screenshot('beginning-7-breakpoint');
    await page.keyboard.press('F9');
    await scene.workbench.runCommand('Debug: Continue');
    await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout: 60_000 });
  });
}
