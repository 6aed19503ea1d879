import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { WorkbenchPage } from './workbench-page.ts';

/** Waits until a page has scrolled to an element. */
async function scrolledTo(element: Locator): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const { y } = (await element.boundingBox()) ?? { y: -1 };
    if (y >= 0 && y < 800) return;
    await element.page().waitForTimeout(50);
  }
  throw new Error('The page did not scroll');
}

const authority = process.env['WIT_E2E_AUTHORITY'] ?? '';
const sample = process.env['WIT_E2E_FOLDER'] ?? '';

/** From an empty folder to the response of a component, with typed input from the keyboard alone. */
describe('a new component', { timeout: 480_000 }, () => {
  const folder = join(dirname(sample), 'beginning');
  let workbench: WorkbenchPage;
  const row = (text: string) =>
    workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  const notice = (text: string) =>
    workbench.page.locator('.notification-list-item-message', { hasText: text }).first();
  /** Fills in the quick input whose title contains `title`. */
  const answer = async (title: string, text?: string) => {
    await workbench.page.locator('.quick-input-title', { hasText: title }).waitFor({ timeout: 60_000 });
    if (text !== undefined) await workbench.quickInput.fill(text);
    await workbench.page.keyboard.press('Enter');
  };
  const showGetStarted = async () => {
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.choose('Get Started with VS Code for the Web');
    await workbench.page.locator('.getting-started-step.expanded:focus').waitFor();
  };
  /** Types into the empty or selected text of a box that has just come, for longer than the page needs to take the focus. */
  const typeKeys = async (text: string) => {
    await workbench.page.keyboard.type(text, { delay: 60 });
    assert.equal(await workbench.quickInput.inputValue(), text);
  };

  before(async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), '');
    workbench = await WorkbenchPage.open(authority, folder);
  });
  after(() => workbench.close());

  it('is offered in an empty folder', async () => {
    const { page } = workbench;
    await workbench.runCommand('View: Show WIT Studio');
    await page.locator('.welcome-view-content', { hasText: 'does not contain a component' }).waitFor();
    for (const title of ['New Component', 'New WIT Package', 'Open Sample'])
      await page.locator('.welcome-view .monaco-button', { hasText: title }).first().waitFor();
    await workbench.screenshot('beginning-1-welcome');
  });

  it('is not created when a question is left with Escape', async () => {
    const { page } = workbench;
    await workbench.runCommand('WIT: New Component…');
    await answer('1 of 3');
    await page.locator('.quick-input-title', { hasText: '2 of 3' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  // The page that a new profile shows: it takes the focus a moment after a quick input has given it back.
  it('is created after three questions, over the page Get Started, which takes no key of an answer', async () => {
    const { page } = workbench;
    await showGetStarted();
    await workbench.runCommand('WIT: New Component…');
    await row('Rust').waitFor();
    await typeKeys('TypeScript');
    await workbench.screenshot('beginning-2-language');
    await answer('1 of 3');
    await row('wasi:http/proxy').waitFor({ timeout: 60_000 });
    await workbench.screenshot('beginning-3-world');
    await answer('2 of 3');
    await workbench.quickInput.waitFor();
    await page.locator('.quick-input-message', { hasText: 'The function in WIT' }).waitFor();
    await page.locator('.quick-input-title', { hasText: '2 of 3): the function' }).waitFor();
    await workbench.screenshot('beginning-4-function');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: '3 of 3' }).waitFor();
    assert.equal(await workbench.quickInput.getAttribute('placeholder'), 'my-component');
    await typeKeys('Hello There');
    await page.locator('.quick-input-message', { hasText: 'as in my-component' }).waitFor();
    await workbench.screenshot('beginning-5-name');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tab.active[data-resource-name="hello.ts"]');
    assert.ok(existsSync(join(folder, 'hello/test/hello.test.js')));
    await notice('Created hello').waitFor();
    await workbench.screenshot('beginning-6-started');
  });

  it('builds', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('WIT: Build Component');
    await notice('Built').waitFor({ timeout: 120_000 });
    await workbench.runCommand('View: Show WIT Studio');
    await workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'hello.wasm' }).waitFor();
    await workbench.screenshot('beginning-7-components');
  });

  it('has a test that passes in the test explorer, where each test has its place', async () => {
    const { page } = workbench;
    const file = join(folder, 'hello/test/hello.test.js');
    const written = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      `${written}\ntest('greets nobody', () => assert.equal(component.greet(''), 'Hello!'));\n`,
    );
    await workbench.runCommand('Testing: Focus on Test Explorer View');
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
    await workbench.screenshot('beginning-7-failed-test');
    writeFileSync(file, written);
    await item('greets nobody').waitFor({ state: 'detached' });
    await workbench.runCommand('Test: Run All Tests');
    await item('hello').first().locator('.codicon-testing-passed-icon').waitFor({ timeout: 120_000 });
    await workbench.screenshot('beginning-7-test');
  });

  it('stops at a breakpoint in a test', async () => {
    const { page } = workbench;
    await workbench.openFile('hello.ts');
    const line =
      readFileSync(join(folder, 'hello/src/hello.ts'), 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('Hello')) + 1;
    await workbench.goTo(line);
    await page.keyboard.press('F9');
    await workbench.runCommand('Test: Debug All Tests');
    await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 120_000 });
    await workbench.screenshot('beginning-7-breakpoint');
    await page.keyboard.press('F9');
    await workbench.runCommand('Debug: Continue');
    await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout: 60_000 });
  });

  it('returns the result of a call, which is checked while typing', async () => {
    const { page } = workbench;
    const message = (text: string) => page.locator('.quick-input-message', { hasText: text });
    await workbench.openFile('hello.ts');
    await workbench.runCommand('WIT: Run');
    await row('greet').waitFor({ timeout: 120_000 });
    await workbench.screenshot('beginning-8-functions');
    await answer('Select a function');
    await page.locator('.quick-input-title', { hasText: 'greet: name' }).waitFor();
    await workbench.screenshot('beginning-8-argument');
    // Over the box, it shows a hover in front of the buttons.
    await page.mouse.move(700, 600);
    await page.locator('.quick-input-titlebar [aria-label^="Write the Whole Call"]').click();
    await page.locator('.quick-input-title', { hasText: 'Call' }).waitFor();
    await workbench.quickInput.fill('greet(7)');
    await message('Expected a string').waitFor({ timeout: 60_000 });
    await workbench.screenshot('beginning-8-mistake');
    await answer('Call', 'greet("Ada")');
    await page
      .locator('.output-view .view-line', { hasText: '"Hello, Ada!"' })
      .first()
      .waitFor({ timeout: 120_000 });
    await workbench.runCommand('WIT: Run');
    await row('last call').waitFor({ timeout: 120_000 });
    await workbench.screenshot('beginning-8-history');
    await page.keyboard.press('Escape');
  });

  it('is called over the page Get Started, which takes no key of a call', async () => {
    const { page } = workbench;
    await showGetStarted();
    await workbench.runCommand('WIT: Run');
    await row('last call').waitFor({ timeout: 120_000 });
    await typeKeys('a name for the function');
    await workbench.quickInput.fill('greet');
    await answer('Select a function');
    await page.locator('.quick-input-title', { hasText: 'greet: name' }).waitFor();
    await typeKeys('Margaret');
    await page.keyboard.press('Enter');
    const output = page.locator('.output-view .view-line', { hasText: '"Hello, Margaret!"' });
    await output.first().waitFor({ timeout: 120_000 });
  });

  it('can be run from its WIT', async () => {
    const { page } = workbench;
    await workbench.openFile('world.wit');
    const lens = page.locator('.codelens-decoration a', { hasText: 'Run in hello.wasm' });
    await lens.waitFor({ timeout: 60_000 });
    await workbench.screenshot('beginning-8-lens');
    await lens.click();
    await answer('greet: name', 'Grace');
    const output = page.locator('.output-view .view-line', { hasText: '"Hello, Grace!"' });
    await output.first().waitFor({ timeout: 120_000 });
  });

  it('runs the last build of the saved sources, without a new build', async () => {
    const source = join(folder, 'hello/src/hello.ts');
    writeFileSync(source, readFileSync(source, 'utf8').replace('Hello', 'Good day'));
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Run in hello.wasm' }).click();
    await answer('greet: name', 'Grace');
    const output = workbench.page.locator('.output-view .view-line', { hasText: '"Good day, Grace!"' });
    await output.first().waitFor({ timeout: 120_000 });
  });

  it('may be a service, which its play button serves', async () => {
    const { page } = workbench;
    await workbench.runCommand('WIT: New Component…');
    await answer('1 of 3');
    await row('wasi:http/middleware').waitFor({ timeout: 60_000 });
    // Of all that the word finds, the usual one is first.
    await answer('2 of 3', 'http');
    await answer('3 of 3', 'service');
    await page.waitForSelector('.tab.active[data-resource-name="answer.ts"]');
    await workbench.runCommand('Notifications: Clear All Notifications');
    // A component without callable exports is served, and built before.
    await page.locator('.editor-actions .codicon-play').first().click();
    const text = await notice('Serving at http').innerText({ timeout: 120_000 });
    const url = /http:\S+/.exec(text)?.[0] ?? '';
    assert.equal(await (await fetch(url)).text(), 'Hello, world!\n');
    await workbench.screenshot('beginning-9-service');
  });

  it('is opened in the browser by its address in the status bar', async () => {
    const { page } = workbench;
    const item = page.locator('.statusbar-item', { hasText: 'http://' });
    const opened = page.waitForEvent('popup');
    await item.click();
    const tab = await opened;
    await tab.getByText('Hello, world!').waitFor();
    await tab.close();
  });

  it('stops at a breakpoint in TypeScript, without a plan', async () => {
    const { page } = workbench;
    const file = join(folder, 'service/src/answer.ts');
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('Hello')) + 1;
    await workbench.openFile('answer.ts');
    await workbench.goTo(line);
    await page.keyboard.press('F9');
    await workbench.runCommand('WIT: Debug');
    const text = await notice('Debugging at http').innerText({ timeout: 120_000 });
    const url = /http:\S+/.exec(text)?.[0] ?? '';
    const answered = fetch(url).then((response) => response.text());
    await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 60_000 });
    await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'answer.ts' }).first().waitFor();
    await workbench.screenshot('beginning-9-breakpoint');
    await page.keyboard.press('F9');
    await workbench.runCommand('Debug: Continue');
    assert.equal(await answered, 'Hello, world!\n');
    const address = page.locator('.statusbar-item', { hasText: url });
    await address.waitFor();
    await workbench.runCommand('Debug: Stop');
    await address.waitFor({ state: 'detached' });
  });

  it('becomes a composition', async () => {
    const { page } = workbench;
    await workbench.runCommand('WIT: New Composition…');
    await row('service').waitFor({ timeout: 60_000 });
    await page
      .locator('.notifications-toasts .monaco-progress-container.active')
      .waitFor({ state: 'detached' });
    await workbench.screenshot('beginning-9-composition');
    await answer('New composition');
    await page.waitForSelector('.tab.active[data-resource-name="composition.toml"]');
    assert.match(
      readFileSync(join(folder, 'composition.toml'), 'utf8'),
      /^hello = "hello"\nservice = "service"$/m,
    );
  });

  it('is listed as built after composing', async () => {
    const plan = workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'composition.toml' });
    rmSync(join(folder, 'hello/dist'), { recursive: true });
    await workbench.runCommand('View: Show WIT Studio');
    await plan.filter({ hasText: '1 of 2 instances to build' }).waitFor({ timeout: 60_000 });
    await workbench.runCommand('WIT: Compose');
    await notice('Composed').waitFor({ timeout: 120_000 });
    await plan.filter({ hasText: /toml\s*2 instances/ }).waitFor();
    await workbench.screenshot('beginning-9-composed');
  });

  it('is joined by a WIT package', async () => {
    const { page } = workbench;
    await workbench.runCommand('WIT: New Package…');
    await answer('1 of 2', 'Greetings');
    await page.locator('.quick-input-message', { hasText: 'as in my-company:' }).waitFor();
    await workbench.screenshot('beginning-9-package');
    await answer('1 of 2', 'my-company:greetings@0.1.0');
    await answer('2 of 2', 'greetings');
    await page.waitForSelector('.tab.active[data-resource-name$=".wit"]');
    await page.locator('.view-line', { hasText: 'package my-company:greetings@0.1.0;' }).waitFor();
    await workbench.problems(0);
    await workbench.screenshot('beginning-9-package-open');
  });

  it('has its package, worlds, gates and tools in the status bar, where both can be switched', async () => {
    const { page } = workbench;
    await workbench.goTo(1);
    await page.keyboard.press('Control+End');
    await workbench.type('\n@unstable(feature = fancy)\nworld later {}\n');
    await page.keyboard.press('Control+s');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    const status = (text: string) => page.locator('.hover-language-status', { hasText: text });
    const open = async () => {
      await page.mouse.move(700, 300);
      await page.locator('#status\\.languageStatus').hover();
    };
    await open();
    for (const text of ['my-company:greetings', 'worlds: ', 'wasm-tools 0.263', 'Gates off: fancy'])
      await status(text).first().waitFor();
    await workbench.screenshot('beginning-9-status');
    await status('wasm-tools').locator('.monaco-link').click();
    await row('0.259').click();
    await open();
    await status('wasm-tools 0.259').waitFor();
    await status('Gates').locator('.monaco-link').click();
    await row('fancy').click();
    await answer('Select the feature gates');
    await open();
    await status('Gates on: fancy').waitFor();
    await page.keyboard.press('Escape');
  });

  it('has documentation on the page of the extension, whose links lead into it', async () => {
    const { page } = workbench;
    await workbench.runCommand('View: Show Extensions');
    await page.locator('.extension-list-item', { hasText: 'WIT Studio' }).first().click();
    const shown = workbench.webview();
    const heading = shown.getByRole('heading', { name: 'Your first component', exact: true });
    await shown.getByRole('link', { name: 'Your first component', exact: true }).click({ timeout: 60_000 });
    await scrolledTo(heading);
    await workbench.screenshot('beginning-9-extension');
  });

  it('has a walkthrough, and documentation', async () => {
    const { page } = workbench;
    await workbench.runCommand('WIT: Open Documentation');
    await page.waitForSelector('.tab.active[aria-label*="README.md"]');
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.choose('Get started with WIT Studio');
    await page.locator('.getting-started-step', { hasText: 'Start a component' }).first().waitFor();
    await workbench.screenshot('beginning-9-walkthrough');
  });
});
