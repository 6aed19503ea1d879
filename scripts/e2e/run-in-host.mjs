import { appendFileSync } from 'node:fs';
import { launchBrowser } from './browser.mjs';

/**
 * Runs a module inside the extension host of a served workbench.
 *
 * @param {{ authority: string, folder: string, extension: string, tests: string, log: string, limitMs: number }}
 * options absolute paths; `tests` exports `run(): Promise<void>`; the workbench's messages go into `log`
 * @returns {Promise<boolean>} whether `run` succeeded
 */
export async function runInHost({ authority, folder, extension, tests, log, limitMs }) {
  const remote = (path) => `vscode-remote://${authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const exit = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', (_level, args) =>
      appendFileSync(log, `${args.join(' ')}\n`),
    );
    const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
    await page.goto(`http://${authority}/?${query}`);
    const limit = new Promise((resolve) => setTimeout(() => resolve('time limit'), limitMs).unref());
    const code = await Promise.race([exit, limit]);
    if (code !== 0) console.error(`the extension host's tests ended with: ${code}`);
    return code === 0;
  } finally {
    await browser.close();
  }
}
