import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WorkbenchPage } from './workbench-page.ts';

const authority = process.env['WIT_E2E_AUTHORITY'] ?? '';
const folder = process.env['WIT_E2E_FOLDER'] ?? '';

/** The number of the line of a file of the sample that contains `text`, from 1. */
function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(text));
  assert.ok(at >= 0, text);
  return at + 1;
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Repeats a query until it has a result; a failing query has none yet. */
async function eventually<Answer>(ask: () => Answer): Promise<Answer> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    try {
      const answer = ask();
      if (answer) return answer;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within 30 s: ${ask}`);
}

describe('on the screen', { timeout: 240_000 }, () => {
  let workbench: WorkbenchPage;

  before(async () => {
    workbench = await WorkbenchPage.open(authority, folder);
    await workbench.openFile('service.wit');
  });
  after(() => workbench.close());

  it('colours WIT', async () => {
    const tokens = workbench.page.locator('.view-line span[class^="mtk"]');
    await tokens.nth(50).waitFor();
    const colours = await tokens.evaluateAll((spans) => new Set(spans.map((span) => span.className)).size);
    assert.ok(colours >= 4, `${colours} colours`);
    await workbench.screenshot('colours');
  });

  it('underlines an error until it is fixed', async () => {
    const { page } = workbench;
    const squiggle = page.locator('.monaco-editor .squiggly-error');
    await workbench.goTo(lineOf('wit/service.wit', 'admin: bool,') + 1);
    await workbench.type('role: rolle,\n');
    await squiggle.first().waitFor();
    await workbench.screenshot('squiggle');
    await workbench.undoAll();
    await squiggle.first().waitFor({ state: 'detached' });
  });

  it('shows the docs under the pointer', async () => {
    const { page } = workbench;
    await workbench.goTo(lineOf('wit/service.wit', 'export wasi:http/incoming-handler'), 25);
    await workbench.showHover('interface incoming-handler');
    await workbench.screenshot('hover');
    await page.keyboard.press('Escape');
  });

  it('goes to the definition in deps/ with F12', async () => {
    const { page } = workbench;
    await workbench.goTo(lineOf('wit/service.wit', 'export wasi:http/incoming-handler'), 25);
    await page.keyboard.press('F12');
    await page.waitForSelector('.tab.active[data-resource-name="package.wit"]');
    await page.locator('.view-line', { hasText: 'interface incoming-handler' }).first().waitFor();
    await workbench.screenshot('definition');
  });

  it('shows the contents of a .wasm file, with its WIT', async () => {
    const { page } = workbench;
    const shown = await workbench.openPage('auth.wasm');
    await shown.getByRole('heading', { name: 'auth.wasm' }).waitFor();
    await shown.getByRole('heading', { name: 'Exports' }).waitFor();
    await shown.locator('li', { hasText: 'edge:service/auth@0.1.0' }).first().waitFor();
    await workbench.screenshot('wasm');
    await shown.getByRole('button', { name: 'Show as WIT' }).click();
    await page.waitForSelector('.tab.active[data-resource-name="auth.wasm.wit"]');
    await page.locator('.view-line', { hasText: 'export edge:service/auth@0.1.0' }).first().waitFor();
    await workbench.screenshot('wasm-as-wit');
  });

  it('proposes the names of components in a composition.toml, and marks its mistakes', async () => {
    const { page } = workbench;
    await workbench.openFile('composition.toml');
    await workbench.goTo(lineOf('composition.toml', 'handler = "handler"') + 1);
    await workbench.type('[exports]\n"edge:service/auth@0.1.0" = "');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'auth' }).first().waitFor();
    await workbench.screenshot('plan-completion');
    await page.keyboard.press('Escape');
    await workbench.type('auht');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.screenshot('plan-mistake');
    await workbench.undoAll();
  });

  it('prints the result of Compose and Run', async () => {
    const { page } = workbench;
    await workbench.openFile('composition.toml');
    await workbench.runCommand('WIT: Compose and Run');
    const handle = page.locator('.quick-input-list .monaco-list-row', { hasText: 'handle({method: "text"' });
    await handle.waitFor({ timeout: 120_000 });
    await workbench.screenshot('functions');
    await handle.click();
    await page.locator('.quick-input-title', { hasText: 'handle: request.method' }).waitFor();
    await workbench.screenshot('argument');
    await page.locator('.quick-input-titlebar [aria-label^="Write the Whole Call"]').click();
    await page.locator('.quick-input-title', { hasText: 'Call' }).waitFor();
    assert.match(await workbench.quickInput.inputValue(), /^handle\(\{method: "text", path: "text"/);
    await workbench.screenshot('call');
    await workbench.quickInput.fill(
      'handle({method: "GET", path: "/hello?name=ada", authorization: none, body: ""})',
    );
    await workbench.quickInput.press('Enter');
    await page.locator('.output-view .view-line', { hasText: 'Hello, ada!' }).first().waitFor();
    await workbench.screenshot('compose-and-run');
  });

  it('shows a plan as a graph, and wires it by the keyboard and by the mouse', async () => {
    const { page } = workbench;
    await workbench.openFile('composition.toml');
    await workbench.runCommand('WIT: Show Graph');
    const shown = workbench.webview();
    const port = shown.getByRole('button', { name: 'import edge:service/auth@0.1.0 of handler' });
    await port.waitFor({ timeout: 60_000 });
    await workbench.screenshot('graph');
    await port.focus();
    await page.keyboard.press('Enter');
    await workbench.quickInput.waitFor();
    await page.keyboard.press('Escape');
    await shown.locator('.press:focus[data-instance="handler"][data-port]').waitFor();
    await page.keyboard.press('Enter');
    const open = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Leave unsatisfied' });
    await open.waitFor();
    await workbench.screenshot('graph-choices');
    await workbench.quickInput.fill('Leave unsatisfied');
    await workbench.quickInput.press('Enter');
    await shown.getByRole('button', { name: 'import edge:service/auth@0.1.0 of handler, open' }).waitFor();
    await workbench.screenshot('graph-open');
    const from = shown
      .getByRole('button', { name: 'export edge:service/auth@0.1.0 of auth' })
      .locator('circle');
    await from.dragTo(port.locator('circle'), { force: true });
    await shown.getByRole('button', { name: 'import edge:service/auth@0.1.0 of handler, wired' }).waitFor();
    await workbench.screenshot('graph-wired');
    await shown.getByRole('button', { name: 'Save as SVG…' }).click();
    await workbench.quickInput.waitFor();
    await workbench.screenshot('graph-save');
    await workbench.quickInput.press('Enter');
    const picture = await eventually(() => readFileSync(join(folder, 'composition.svg'), 'utf8'));
    assert.match(picture, /^<svg [^]*handler[^]*<\/svg>/);
    const card = (name: string) => shown.getByRole('button', { name: `instance ${name}, ` });
    await card('handler').focus();
    await page.keyboard.press('F2');
    await workbench.quickInput.fill('front');
    await workbench.quickInput.press('Enter');
    await card('front').waitFor();
    await shown.locator('.press:focus').waitFor();
    await workbench.screenshot('graph-renamed');
    await card('auth').focus();
    await page.keyboard.press('Delete');
    await card('auth').waitFor({ state: 'detached' });
    await shown.locator('.press:focus').waitFor();
    for (let step = 0; step < 2; step++) await page.keyboard.press('Control+z');
    await card('handler').waitFor();
    await card('auth').waitFor();
    await shown.getByRole('button', { name: 'Show Text' }).click();
    const wired = '"edge:service/auth@0.1.0" = "auth"';
    await page.locator('.view-line', { hasText: wired }).first().waitFor();
    await workbench.screenshot('graph-text');
    await workbench.undoAll();
  });

  it('lists components and plans with their state', async () => {
    const { page } = workbench;
    await page.getByRole('tab', { name: 'WIT Studio' }).click();
    const row = (text: string) => page.locator('.pane-body .monaco-list-row', { hasText: text });
    await row('2 instances').waitFor();
    await row('up to date').filter({ hasText: 'handler' }).first().waitFor();
    await row('composition.toml').first().click();
    await workbench.screenshot('components');
    await page.keyboard.press('ArrowRight');
    await row('auth').first().waitFor();
    await workbench.screenshot('components-instances');
  });

  it('shows the folders that Build All builds, and ends the build when it is cancelled', async () => {
    const { page } = workbench;
    const slow = join(folder, 'slow');
    mkdirSync(slow);
    const build = `node -e "require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)"`;
    writeFileSync(join(slow, 'wit-studio.toml'), `build = ${JSON.stringify(build)}`);
    const [manifest, aside] = [join(folder, 'auth/Cargo.toml'), join(folder, 'auth/Cargo.toml.aside')];
    renameSync(manifest, aside);
    await workbench.openFile('composition.toml');
    await workbench.runCommand('WIT: Build All Components');
    const notice = page.locator('.notification-list-item', { hasText: 'Building slow (Command)' });
    await notice.waitFor({ timeout: 60_000 });
    await workbench.screenshot('build-all');
    const pid = await eventually(() => Number(readFileSync(join(slow, 'pid'), 'utf8')));
    assert.ok(isRunning(pid));
    await notice.hover();
    await notice.getByRole('button', { name: 'Cancel' }).click();
    await notice.waitFor({ state: 'detached' });
    await eventually(() => !isRunning(pid));
    renameSync(aside, manifest);
    rmSync(slow, { recursive: true });
  });

  it('stops at a breakpoint in handler.ts', async () => {
    const { page } = workbench;
    await workbench.openFile('handler.ts');
    await workbench.goTo(lineOf('handler/src/handler.ts', "if (path === '/hello')"));
    await page.keyboard.press('F9');
    await workbench.runCommand('WIT: Debug');
    const notice = page.locator('.notification-list-item-message', { hasText: 'Debugging at http' });
    const url = /http:\S+/.exec(await notice.innerText({ timeout: 120_000 }))?.[0] ?? '';
    const answer = fetch(new URL('/hello?name=ada', url)).then((response) => response.text());
    await page.waitForSelector('.debug-top-stack-frame-line');
    await page.locator('.debug-viewlet .monaco-list-row', { hasText: 'name=ada' }).first().waitFor();
    await workbench.screenshot('debug');
    await page.keyboard.press('F5');
    assert.equal(await answer, 'Hello, ada!\n');
  });
});
