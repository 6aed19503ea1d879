import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WorkbenchPage } from '../screen/workbench-page.ts';

const authority = process.env['WIT_E2E_AUTHORITY'] ?? '';
const folder = process.env['WIT_E2E_FOLDER'] ?? '';

/** The workbench runs the extension in the browser's own extension host, as that of a web page without a machine. */
describe('in the browser', { timeout: 240_000 }, () => {
  let workbench: WorkbenchPage;
  const workers: string[] = [];

  before(async () => {
    workbench = await WorkbenchPage.open(authority, folder, (page) =>
      page.on('worker', (worker) => workers.push(worker.url())),
    );
    await workbench.openFile('service.wit');
  });
  after(() => workbench.close());

  const lineOf = (text: string): number =>
    readFileSync(join(folder, 'wit/service.wit'), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;
  const squiggle = () => workbench.page.locator('.monaco-editor .squiggly-error');

  it('runs the language server in a worker, with semantic colours', async () => {
    const tokens = workbench.page.locator('.view-line span[class^="mtk"]');
    await tokens.nth(50).waitFor();
    const colours = await tokens.evaluateAll((spans) => new Set(spans.map((span) => span.className)).size);
    assert.ok(colours >= 4, `${colours} colours`);
    await workbench.screenshot('browser');
    assert.ok(workers.length > 0);
  });

  it('reports an error until it is fixed', async () => {
    await workbench.goTo(lineOf('admin: bool,') + 1);
    await workbench.type('role: rolle,\n');
    await squiggle().first().waitFor();
    await workbench.undoAll();
    await squiggle().first().waitFor({ state: 'detached' });
  });

  it('goes to a definition in deps/, whose files the client sends', async () => {
    await workbench.goTo(lineOf('export wasi:http/incoming-handler'), 25);
    await workbench.page.keyboard.press('F12');
    await workbench.page.waitForSelector('.tab.active[data-resource-name="package.wit"]');
    await workbench.openFile('service.wit');
  });

  it('tracks created, changed and deleted files and folders', async () => {
    const extra = join(folder, 'wit/extra.wit');
    writeFileSync(extra, 'interface extra { use missing.{thing}; }\n');
    await workbench.problems(1);
    writeFileSync(extra, 'interface extra { type thing = u8; }\n');
    await workbench.problems(0);
    appendFileSync(extra, 'interface other { use extra.{nothing}; }\n');
    await workbench.problems(1);
    rmSync(extra);
    await workbench.problems(0);
    mkdirSync(join(folder, 'wit/deps/broken'));
    writeFileSync(join(folder, 'wit/deps/broken/package.wit'), 'package a:broken;\ninterface i { x: u9; }\n');
    await workbench.problems(1);
    rmSync(join(folder, 'wit/deps/broken'), { recursive: true });
    await workbench.problems(0);
  });

  it('explains commands that need a process', async () => {
    await workbench.runCommand('WIT: Compose and Run');
    const message = workbench.page.locator('.notification-list-item', {
      hasText: 'which VS Code in a browser cannot',
    });
    await message.waitFor();
    await workbench.screenshot('browser-no-host');
  });
});
