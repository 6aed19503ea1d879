import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** The machine's own Chromium (or the one that CHROMIUM names), quiet and without a screen. */
export function launchBrowser() {
  const executablePath = process.env.CHROMIUM ?? CANDIDATES.find(existsSync);
  if (!executablePath)
    throw new Error('the tests on the screen need Chromium: install it, or name it in CHROMIUM');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  return chromium.launch({ executablePath, args: [...args, '--disable-background-networking'] });
}
