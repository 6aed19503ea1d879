import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WorkbenchPage } from '../screen/workbench-page.ts';

const authority = process.env['WIT_E2E_AUTHORITY'] ?? '';
const folder = process.env['WIT_E2E_FOLDER'] ?? '';

function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Large enough to be read in the page _Get Started_. */
const AROUND_THE_FIX: Clip = { x: 348, y: 270, width: 600, height: 300 };

/** Takes the pictures of the documentation. */
describe('pictures', { timeout: 240_000 }, () => {
  let workbench: WorkbenchPage;
  /** @param clip the part of the page; all of it without */
  const take = async (name: string, clip?: Clip): Promise<void> => {
    const { page } = workbench;
    await page.mouse.move(1390, 890);
    await page.waitForTimeout(1500);
    await page.screenshot({
      path: `docs/images/${name}.png`,
      animations: 'disabled',
      ...(clip && { clip }),
    });
  };

  before(async () => {
    workbench = await WorkbenchPage.open(authority, folder);
    await workbench.openFile('service.wit');
  });
  after(() => workbench.close());

  it('editor: fixes of an unknown type', async () => {
    const { page } = workbench;
    const line = lineOf('wit/service.wit', 'content-type: string,') + 1;
    await workbench.goTo(line, 100);
    await workbench.type('\nby: user,');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.goTo(line + 1, 9);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row').first().waitFor();
    await take('editor');
    await take('fix', AROUND_THE_FIX);
    await page.keyboard.press('Escape');
    await workbench.undoAll();
  });

  it('debug: a call between two components, stopped in its WIT', async () => {
    const { page } = workbench;
    await workbench.goTo(lineOf('wit/service.wit', 'check: func('));
    await page.keyboard.press('F9');
    await workbench.openFile('composition.toml');
    await workbench.runCommand('WIT: Debug');
    const notice = page.locator('.notification-list-item-message', { hasText: 'Debugging at http' });
    const url = /http:\S+/.exec(await notice.innerText({ timeout: 120_000 }))?.[0] ?? '';
    const headers = { authorization: 'Bearer ada' };
    const answer = fetch(new URL('/me', url), { headers });
    await page.waitForSelector('.debug-top-stack-frame-line');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await take('debug');
    await page.keyboard.press('F5');
    await answer;
  });
});
