import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Scene } from './scene.ts';

/** A second component, which is a service. */
export function servesComponent(scene: Scene): void {
  it('may be a service, which its play button serves', async () => {
    const { page } = scene.workbench;
    await scene.workbench.runCommand('WIT: New Component…');
    await scene.answer('1 of 3');
    await scene.row('wasi:http/middleware').waitFor({ timeout: 60_000 });
    // Of all that the word finds, the usual one is first.
    await scene.answer('2 of 3', 'http');
    await scene.answer('3 of 3', 'service');
    await page.waitForSelector('.tab.active[data-resource-name="answer.ts"]');
    await scene.workbench.runCommand('Notifications: Clear All Notifications');
    // A component without callable exports is served, and built before.
    await page.locator('.editor-actions .codicon-play').first().click();
    const text = await scene.notice('Serving service.wasm at http').innerText({ timeout: 120_000 });
    const url = /http:\S+/.exec(text)?.[0] ?? '';
    assert.equal(await (await fetch(url)).text(), 'Hello, world!\n');
    await scene.workbench.screenshot('beginning-9-service');
  });

  it('is opened in the browser by its address in the status bar', async () => {
    const { page } = scene.workbench;
    const item = page.locator('.statusbar-item', { hasText: 'http://' });
    const opened = page.waitForEvent('popup');
    await item.click();
    const tab = await opened;
    await tab.getByText('Hello, world!').waitFor();
    await tab.close();
  });

  it('has the colour of a warning while its sources have a mistake', async () => {
    const { page } = scene.workbench;
    const item = page.locator('.statusbar-item', { hasText: 'http://' });
    await scene.workbench.openFile('answer.ts');
    await scene.workbench.goTo(1);
    await page.keyboard.type('const = 1;\n');
    await scene.workbench.runCommand('File: Save');
    await item.and(page.locator('.warning-kind')).waitFor({ timeout: 60_000 });
    await item.hover();
    await page.locator('.monaco-hover', { hasText: 'Serves the former build of' }).waitFor();
    await scene.workbench.screenshot('beginning-9-former-build');
    await scene.workbench.goTo(1);
    await scene.workbench.runCommand('Delete Line');
    await scene.workbench.runCommand('File: Save');
    await item.and(page.locator(':not(.warning-kind)')).waitFor({ timeout: 60_000 });
  });

  it('stops at a breakpoint in TypeScript, without a plan', async () => {
    const { page } = scene.workbench;
    await scene.workbench.openFile('answer.ts');
    await scene.workbench.goTo(scene.lineOf('service/src/answer.ts', 'Hello'));
    await page.keyboard.press('F9');
    await scene.workbench.runCommand('WIT: Debug');
    const text = await scene.notice('Debugging at http').innerText({ timeout: 120_000 });
    const url = /http:\S+/.exec(text)?.[0] ?? '';
    const answered = fetch(url).then((response) => response.text());
    await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 60_000 });
    await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'answer.ts' }).first().waitFor();
    await scene.workbench.screenshot('beginning-9-breakpoint');
    await page.keyboard.press('F9');
    await scene.workbench.runCommand('Debug: Continue');
    assert.equal(await answered, 'Hello, world!\n');
    const address = page.locator('.statusbar-item', { hasText: url });
    await address.waitFor();
    await scene.workbench.runCommand('Debug: Stop');
    await address.waitFor({ state: 'detached' });
  });
}
