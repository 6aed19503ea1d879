import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WorkbenchPage } from './workbench-page.ts';

const authority = process.env['WIT_E2E_AUTHORITY'] ?? '';
const folder = process.env['WIT_E2E_FOLDER'] ?? '';

describe('the timeline on the screen', { timeout: 240_000 }, () => {
  let workbench: WorkbenchPage;

  before(async () => {
    workbench = await WorkbenchPage.open(authority, folder);
    await workbench.openFile('composition.toml');
  });
  after(() => workbench.close());

  it('shows the calls of a server while it serves, and leads to their WIT and their source', async () => {
    const { page } = workbench;
    await workbench.runCommand('WIT: Record Timeline');
    const notice = page.locator('.notification-list-item-message', {
      hasText: 'Recording composition.toml at http',
    });
    const url = /http:\S+/.exec(await notice.innerText({ timeout: 120_000 }))?.[0] ?? '';
    const headers = { authorization: 'Bearer nobody' };
    const answer = await fetch(new URL('/me', url), { headers });
    assert.equal(answer.status, 401);
    const shown = workbench.webview();
    const check = shown.getByRole('row', { name: 'auth.check' });
    await check.waitFor({ timeout: 30_000 });
    await workbench.runCommand('Notifications: Clear All Notifications');
    await check.click();
    await shown.getByRole('heading', { name: 'edge:service/auth.check' }).waitFor();
    await shown.locator('dd', { hasText: 'err(unknown("nobody"))' }).waitFor();
    await workbench.screenshot('timeline');
    await shown.getByRole('button', { name: 'Go to WIT' }).click();
    await page.waitForSelector('.tab.active[data-resource-name="service.wit"]');
    await page.locator('.view-line', { hasText: 'check: func(authorization' }).first().waitFor();
    await workbench.screenshot('timeline-wit');
    await workbench.runCommand('View: Close Editor');
    await check.click();
    await shown.getByRole('button', { name: 'Go to Source' }).click();
    await page.waitForSelector('.tab.active[data-resource-name="lib.rs"]');
    await workbench.screenshot('timeline-source');
    await workbench.runCommand('View: Close Editor');
  });

  it('filters, folds and moves by the keyboard', async () => {
    const { page } = workbench;
    const shown = workbench.webview();
    await shown.getByLabel('Calls to show').selectOption({ label: 'Between instances' });
    await shown
      .getByRole('status')
      .filter({ hasText: /^1 of \d+ calls\./ })
      .waitFor();
    await workbench.screenshot('timeline-filtered');
    const rows = shown.locator('#rows tr');
    assert.equal(await rows.count(), 2);
    await rows.first().focus();
    await page.keyboard.press('ArrowDown');
    await shown.getByRole('row', { name: 'auth.check', selected: true }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await shown.getByRole('row', { expanded: false }).waitFor();
    assert.equal(await rows.count(), 1);
    await workbench.runCommand('WIT: Stop Server');
  });

  it('opens a trace of another program', async () => {
    const event = { name: 'layout', ph: 'X', ts: 10, dur: 2500, pid: 1, tid: 1, args: { url: 'a' } };
    writeFileSync(join(folder, 'other.trace.json'), JSON.stringify({ traceEvents: [event] }));
    const shown = await workbench.openPage('other.trace.json');
    await shown.getByRole('row', { name: 'layout' }).filter({ hasText: '2.50 ms' }).waitFor();
  });

  it('has the costs of a service as a table and a chart beside', async () => {
    const { page } = workbench;
    await workbench.runCommand('WIT: Benchmark Component');
    const notice = page.locator('.notification-list-item-message', {
      hasText: 'composition.toml was measured.',
    });
    await notice.waitFor({ timeout: 120_000 });
    const shown = workbench.webview();
    await shown.getByRole('heading', { name: 'composition.toml' }).waitFor();
    await shown.getByRole('cell', { name: '50 connections: requests' }).waitFor();
    const chart = shown.getByRole('img', { name: 'The same as a chart' });
    await chart.waitFor();
    const width = await chart.evaluate(
      (image) => (image as unknown as { readonly naturalWidth: number }).naturalWidth,
    );
    assert.equal(width, 860);
    await chart.scrollIntoViewIfNeeded();
    await workbench.screenshot('benchmark');
    await workbench.runCommand('View: Close Editor');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
});
