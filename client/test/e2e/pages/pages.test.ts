import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../../scripts/e2e/browser.mjs';
import { pictureOf } from '../../../../server/src/compositions/picture/svg.ts';
import { graphBody } from '../../../src/graph/graph-page.ts';
import { forms, moves, wiresBehindCards } from './in-page.mjs';
import { ShownPage } from './shown-page.ts';
import { graph, layers, many, pages } from './sample-pages.ts';
import { themes } from './themes.ts';

describe('the pages of webviews', { timeout: 120_000 }, () => {
  let browser: Browser;
  before(async () => void (browser = await launchBrowser()));
  afterEach(() => Promise.all(browser.contexts().map((one) => one.close())));
  after(() => browser.close());

  for (const [name, { html, content, used, headings }] of Object.entries(pages)) {
    const open = (theme = 'dark', width?: number) =>
      ShownPage.open(browser, html, themes[theme] ?? {}, content, width);

    it(`${name}: a screen reader has a role and a name for all that can be used`, async () => {
      const nodes = await (await open()).accessible();
      const ofRole = (...roles: readonly string[]) => nodes.filter(({ role }) => roles.includes(role));
      const usable = ofRole('button', 'searchbox', 'combobox', 'textbox', 'link', 'checkbox');
      assert.deepEqual(
        usable.map(({ role, name }) => `${role} ${name}`),
        used,
      );
      assert.deepEqual(
        ofRole('heading').map(({ name }) => name),
        headings,
      );
      assert.equal(ofRole('main').length, 1);
    });

    it(`${name}: the Tab key leads to all that can be used, and one sees where it is`, async () => {
      const shown = await open();
      const stops = await shown.tabStops();
      assert.deepEqual(
        (await shown.usable()).filter((one) => !stops.some(({ tag }) => tag === one)),
        [],
      );
      assert.deepEqual(
        stops.filter(({ isVisible }) => !isVisible),
        [],
      );
    });

    it(`${name}: nothing is animated, and at 400 % the page scrolls in one direction alone`, async () => {
      const shown = await open('dark', 320);
      assert.deepEqual(await shown.page.evaluate(moves), { moving: 0, wide: 0 });
      await shown.screenshot(`${name}-narrow`);
    });

    for (const theme of Object.keys(themes))
      it(`${name}: its text can be read in the theme ${theme}`, async () => {
        const shown = await open(theme);
        await shown.screenshot(`${name}-${theme}`);
        assert.deepEqual(await shown.pale(4.5), []);
      });
  }

  for (const [count, theme, view] of many)
    it(`a graph of ${count} components can be read, and no card covers another, in the theme ${theme}`, async () => {
      const shown = await ShownPage.open(
        browser,
        pages.graph.html,
        themes[theme]!,
        [graphBody({ ...graph, picture: pictureOf(view), mistakes: [] })],
        1900,
      );
      const { name, imports } = view.cards[view.cards.length / 2]!;
      await shown.page.getByRole('button', { name: `import ${imports[0]!.name} of ${name},` }).focus();
      await shown.screenshot(`graph-${count}-${theme}`);
      assert.deepEqual(await shown.pale(4.5), []);
      const boxes = await shown.page.locator('svg rect.card').evaluateAll((cards) =>
        cards.map((card) => {
          const { left, right, top, bottom } = card.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      );
      assert.equal(boxes.length, view.cards.length);
      const covered = boxes.filter((a, at) =>
        boxes.some(
          (b, other) =>
            other > at && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
        ),
      );
      assert.deepEqual(covered, []);
      assert.deepEqual(await shown.page.evaluate(wiresBehindCards), []);
    });

  it('show failed calls by an icon and mismatched ports by shape, not by colour alone', async () => {
    const { timeline, graph } = pages;
    const calls = await ShownPage.open(browser, timeline.html, themes['dark']!, timeline.content);
    const named = (await calls.accessible()).filter(({ role }) => role === 'row').map(({ name }) => name);
    assert.match(named.find((one) => one.includes('check')) ?? '', /⚠/);
    assert.match(named.find((one) => one.includes('crash')) ?? '', /✖/);
    const plan = await ShownPage.open(browser, graph.html, themes['dark']!, graph.content);
    const [wrong, ...others] = await plan.page.evaluate(forms, ['.port.wrong', '.port.wired', '.port.open']);
    assert.ok(wrong !== undefined && !others.includes(wrong), wrong);
  });

  it('show a long time of a call in full', async () => {
    const { html, content } = pages.timeline;
    const { page } = await ShownPage.open(browser, html, themes['light']!, content);
    const isCut = await page
      .locator('td.number')
      .first()
      .evaluate((cell) => {
        cell.textContent = '999.99 ms';
        return cell.scrollWidth > cell.clientWidth;
      });
    assert.equal(isCut, false);
  });

  it('work by keyboard alone: pick a port, select a call, open its WIT', async () => {
    const { timeline, graph } = pages;
    const plan = await ShownPage.open(browser, graph.html, themes['dark']!, graph.content);
    await plan.page.getByRole('button', { name: 'import acme:time/now' }).focus();
    await plan.page.keyboard.press('Enter');
    const picked = { kind: 'pick', instance: 'handler', side: 'imports', port: 'acme:time/now' };
    assert.deepEqual((await plan.posted()).at(-1), picked);
    const shown = await ShownPage.open(browser, timeline.html, themes['dark']!, timeline.content);
    await shown.page.locator('#rows tr').first().focus();
    await shown.page.keyboard.press('ArrowDown');
    await shown.page.keyboard.press('Enter');
    assert.deepEqual((await shown.posted()).slice(-2), [
      { kind: 'select', span: '2' },
      { kind: 'wit', span: '2' },
    ]);
  });

  it('zoom a graph by keys, buttons and the wheel, below a toolbar that stays', async () => {
    const { html } = pages.graph;
    const content = [graphBody({ ...graph, picture: pictureOf(layers(40, 10)) })];
    const { page } = await ShownPage.open(browser, html, themes['dark']!, content);
    const width = async () => (await page.locator('#graph > svg').boundingBox())!.width;
    const fitting = await width();
    const hasWidth = async (wanted: number) =>
      assert.ok(Math.abs((await width()) - wanted) < 1, `${await width()} is not ${wanted}`);
    const port = page.getByRole('button', { name: 'export acme:part-0/api@0.1.0' });
    await port.focus();
    await page.keyboard.press('+');
    await hasWidth(fitting * 1.25);
    await page.keyboard.press('0');
    await page.getByRole('button', { name: 'Zoom Out' }).click();
    await hasWidth(fitting / 1.25);
    await page.getByRole('button', { name: 'Fit' }).click();
    await hasWidth(fitting);
    // The place under the pointer stays under it.
    const circle = page.locator('[data-side=exports] circle').nth(13);
    await circle.scrollIntoViewIfNeeded();
    const middle = async () => {
      const box = (await circle.boundingBox())!;
      return [box.x + box.width / 2, box.y + box.height / 2] as const;
    };
    const [x, y] = await middle();
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    assert.ok((await width()) > fitting);
    const [nowX, nowY] = await middle();
    assert.ok(Math.abs(nowX - x) < 3 && Math.abs(nowY - y) < 3, `${nowX}, ${nowY} is not ${x}, ${y}`);
    const zoomed = await width();
    await page.evaluate(`window.postMessage(${JSON.stringify(content[0])})`);
    await hasWidth(zoomed);
    await page.locator('svg .press').last().scrollIntoViewIfNeeded();
    assert.ok((await page.getByRole('toolbar').boundingBox())!.y >= 0);
  });

  it('fit a graph into a page that is a little too narrow, where a wire still follows the pointer', async () => {
    const { html, content } = pages.graph;
    const wide = await ShownPage.open(browser, html, themes['dark']!, content, 3000);
    const natural = (await wide.page.locator('#graph > svg').boundingBox())!.width;
    const widthAt = async (width: number) => {
      const shown = await ShownPage.open(browser, html, themes['dark']!, content, Math.ceil(width));
      const box = (await shown.page.locator('#graph > svg').boundingBox())!;
      return { shown, box, right: box.x + box.width };
    };
    const { shown, box, right } = await widthAt(natural * 0.9);
    assert.ok(right <= natural * 0.9 && box.width < natural, `${right}`);
    const port = (await shown.page.locator('[data-side=exports] circle').first().boundingBox())!;
    const [x, y] = [port.x + port.width / 2, port.y + port.height / 2];
    await shown.page.mouse.move(x, y);
    await shown.page.mouse.down();
    await shown.page.mouse.move(x + 60, y + 40);
    const line = (await shown.page.locator('.wire.dragged').boundingBox())!;
    const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 3, `${a} is not ${b}`);
    near(line.x, x);
    near(line.x + line.width, x + 60);
    near(line.y + line.height, y + 40);
    // In a much narrower page, the text stays readable and the picture scrolls.
    near((await widthAt(natural / 3)).box.width, natural * 0.75);
  });
});
