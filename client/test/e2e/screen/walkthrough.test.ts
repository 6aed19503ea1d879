import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { WorkbenchPage } from './workbench-page.ts';

const authority = process.env['WIT_E2E_AUTHORITY'] ?? '';
const sample = process.env['WIT_E2E_FOLDER'] ?? '';

/** The plan in the form that tutorials use: a component in Rust that is built, and a handler in TypeScript. */
const PLAN = `[component.auth]
path = "auth/auth.wasm"

[component.handler]
path = "handler/dist/handler.wasm"

[component.handler.imports]
"edge:service/auth" = { component = "auth", export = "edge:service/auth" }

[exports]
"wasi:http/incoming-handler" = "handler"
`;

const USE = '  use exchange.{request, response};\n\n';
const HANDLE = '  export handle: func(request: request) -> response;\n';

/** A copy of the sample before its world was finished, with the tutorials' plan. */
function unfinished(): string {
  const folder = join(dirname(sample), 'walkthrough');
  cpSync(sample, folder, { recursive: true, filter: (path) => !/[\\/](target|dist)$/.test(path) });
  const wit = join(folder, 'wit/service.wit');
  const text = readFileSync(wit, 'utf8');
  assert.ok(text.includes(USE) && text.includes(HANDLE));
  writeFileSync(wit, text.replace(USE, '').replace(HANDLE, ''));
  writeFileSync(join(folder, 'composition.toml'), PLAN);
  return folder;
}

/** From a line of WIT to an error that a served component threw. */
describe('a service, step by step', { timeout: 480_000 }, () => {
  let folder: string;
  let workbench: WorkbenchPage;
  let url: string;
  const lines = (file: string) => readFileSync(join(folder, file), 'utf8').split('\n');
  const lineOf = (file: string, text: string) => {
    const at = lines(file).findIndex((line) => line.includes(text));
    assert.ok(at >= 0, text);
    return at + 1;
  };
  const notice = (text: string) =>
    workbench.page.locator('.notification-list-item-message', { hasText: text }).first();
  const output = (text: string) =>
    workbench.page.locator('.output-view .view-line', { hasText: text }).first();

  before(async () => {
    folder = unfinished();
    workbench = await WorkbenchPage.open(authority, folder);
  });
  after(() => workbench.close());

  it('has a fix for dotted types', async () => {
    const { page } = workbench;
    await workbench.openFile('service.wit');
    await workbench.goTo(lineOf('wit/service.wit', 'Answers one request') + 1);
    await workbench.type('  export handle: func(request: exchange.request) -> exchange.response;\n');
    await page.keyboard.press('Escape');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.screenshot('walkthrough-1-dotted');
    await workbench.goTo(lineOf('wit/service.wit', 'Answers one request') + 1, 42);
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'exchange' }).first();
    await openFixes(page, fix);
    await workbench.screenshot('walkthrough-2-fix');
    // The first fix is chosen by the keyboard; an invisible layer above the list catches the mouse.
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'use exchange.{request, response};' }).first().waitFor();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.screenshot('walkthrough-3-mended');
    await page.keyboard.press('Control+s');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  });

  it('is built in TypeScript', async () => {
    await workbench.openFile('handler.ts');
    await workbench.runCommand('WIT: Build Component');
    await notice('Built').waitFor({ timeout: 120_000 });
    await workbench.screenshot('walkthrough-4-built');
  });

  it('is composed with a part in Rust, and served', async () => {
    await workbench.openFile('composition.toml');
    await workbench.runCommand('WIT: Serve');
    const serving = await notice('Serving composition.toml at http').innerText({ timeout: 120_000 });
    url = /http:\S+/.exec(serving)?.[0] ?? '';
    await workbench.screenshot('walkthrough-5-served');
    assert.equal(await (await fetch(new URL('/hello?name=ada', url))).text(), 'Hello, ada!\n');
    assert.equal((await fetch(new URL('/me', url))).status, 401);
  });

  it('shows an error of the handler with its line', async () => {
    const { page } = workbench;
    const file = 'handler/src/handler.ts';
    await workbench.openFile('handler.ts');
    await workbench.goTo(lineOf(file, "if (path === '/hello')"));
    await workbench.type("if (path === '/boom') throw new Error('database is down');\n");
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('WIT: Build Component');
    await notice('Built').waitFor({ timeout: 120_000 });
    await workbench.openFile('composition.toml');
    await workbench.runCommand('WIT: Serve');
    await notice('Serving composition.toml at http').waitFor({ timeout: 120_000 });
    await workbench.runCommand('Output: Show Output Channels...');
    await workbench.choose('WIT Components');
    // The same address: the server was replaced.
    assert.equal((await fetch(new URL('/boom', url))).status, 500);
    await output('database is down').waitFor();
    await output(`handler.ts:${lineOf(file, '/boom')}`).waitFor();
    await workbench.screenshot('walkthrough-6-error');
    await workbench.runCommand('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'database is down' }).waitFor();
    await workbench.screenshot('walkthrough-7-problems');
  });

  it('has all commands of a plan in the menu of the play button', async () => {
    const { page } = workbench;
    await workbench.openFile('composition.toml');
    await page.locator('.editor-actions .dropdown-action-container').first().click();
    for (const title of ['Compose and Run', 'Serve', 'Debug', 'Compose'])
      await page.locator('.monaco-menu .action-label', { hasText: title }).first().waitFor();
    await workbench.screenshot('walkthrough-8-play');
    await page.keyboard.press('Escape');
  });
});

/** On a busy machine the first list may be that of a mistake in the text while it was typed. */
async function openFixes(page: Page, fix: Locator): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    await page.keyboard.press('Control+.');
    const isShown = await fix.waitFor({ timeout: 6_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
    await page.keyboard.press('Escape');
  }
  await fix.waitFor();
}
