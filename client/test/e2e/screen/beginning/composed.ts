import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Scene } from './scene.ts';

/** A composition of both components. */
export function composesComponents(scene: Scene): void {
  it('becomes a composition', async () => {
    const { page } = scene.workbench;
    await scene.workbench.runCommand('WIT: New Composition…');
    await scene.row('service').waitFor({ timeout: 60_000 });
    await page
      .locator('.notifications-toasts .monaco-progress-container.active')
      .waitFor({ state: 'detached' });
    await scene.workbench.screenshot('beginning-9-composition');
    await scene.answer('New composition');
    await page.waitForSelector('.tab.active[data-resource-name="composition.toml"]');
    assert.equal(readFileSync(join(scene.folder, '.gitignore'), 'utf8'), 'target/\n');
    assert.match(
      readFileSync(join(scene.folder, 'composition.toml'), 'utf8'),
      /^hello = "hello"\nservice = "service"$/m,
    );
  });

  it('is listed as built after composing', async () => {
    const plan = scene.workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'composition.toml' });
    rmSync(join(scene.folder, 'hello/dist'), { recursive: true });
    await scene.workbench.runCommand('View: Show WIT Studio');
    await plan.filter({ hasText: '1 of 2 instances to build' }).waitFor({ timeout: 60_000 });
    await scene.workbench.runCommand('WIT: Compose');
    await scene.notice('Composed').waitFor({ timeout: 120_000 });
    await plan.filter({ hasText: /toml\s*2 instances/ }).waitFor();
    await scene.workbench.screenshot('beginning-9-composed');
  });
}
