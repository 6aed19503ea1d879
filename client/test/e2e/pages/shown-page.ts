import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { PageAssets } from '../../../src/ui/web-page.ts';
import { fill, focused, paleTexts, posted, standInForEditor, usable } from './in-page.mjs';
import type { Theme } from './themes.ts';

const SCREENS = '.cache/e2e/screens';
/** An address without a server: requests are answered here, those of `webviews` with the files of the build. */
const ADDRESS = 'http://page.test/';

/** The files that the page with this name in `client/webviews` loads. */
export const assetsOf = (name: string): PageAssets => ({
  script: `${ADDRESS}webviews/${name}.js`,
  style: `${ADDRESS}webviews/${name}.css`,
  source: ADDRESS,
});

/** A node of Chromium's accessibility tree, which screen readers read. */
export interface Accessible {
  readonly role: string;
  readonly name: string;
}

/** A page of a webview in a browser, in a theme's colours; its messages to the editor are recorded. */
export class ShownPage {
  private constructor(readonly page: Page) {}

  /** @param content the message that the editor posts to the page once it has loaded */
  static async open(
    browser: Browser,
    html: string,
    theme: Theme,
    content: readonly unknown[] = [],
    width = 1000,
  ): Promise<ShownPage> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    // A helper that tsx refers to in functions that are sent to the page.
    await page.addInitScript('globalThis.__name = (one) => one;');
    await page.addInitScript(standInForEditor);
    // Loaded from an address, since a page of `setContent` runs no init scripts.
    await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.route(`${ADDRESS}webviews/*`, (route) =>
      route.fulfill({ path: `dist/${new URL(route.request().url()).pathname}` }),
    );
    await page.goto(ADDRESS);
    await page.evaluate(fill, [theme, content] as const);
    return new ShownPage(page);
  }

  /** The messages that the page has posted. */
  posted(): Promise<unknown[]> {
    return this.page.evaluate(posted);
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENS, { recursive: true });
    await this.page.screenshot({ path: `${SCREENS}/page-${name}.png` });
  }

  /** The accessibility tree, in order. */
  async accessible(): Promise<readonly Accessible[]> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Accessibility.enable');
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }));
  }

  /**
   * The elements that the Tab key reaches, from the top, as HTML without their contents, and whether their focus is
   * visible.
   */
  async tabStops(): Promise<readonly { readonly tag: string; readonly isVisible: boolean }[]> {
    const stops: { tag: string; isVisible: boolean }[] = [];
    for (;;) {
      await this.page.keyboard.press('Tab');
      const stop = await this.page.evaluate(focused);
      if (!stop || stops.some(({ tag }) => tag === stop.tag)) return stops;
      stops.push(stop);
    }
  }

  /**
   * The elements with a role of a control, as HTML without their contents; of the rows of a table, the Tab key reaches
   * one.
   */
  usable(): Promise<string[]> {
    return this.page.evaluate(usable);
  }

  /** Text with less than this contrast to its background, with its contrast: WCAG 2.2 (AA) requires 4.5. */
  pale(least: number): Promise<string[]> {
    return this.page.evaluate(paleTexts, least);
  }
}
