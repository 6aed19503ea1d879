import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../../scripts/e2e/browser.mjs';
import type { GraphView } from '../../../../server/src/compositions/picture/graph-view.ts';
import { pictureOf } from '../../../../server/src/compositions/picture/svg.ts';
import { graphBody, graphPage } from '../../../src/graph/graph-page.ts';
import { callTree, EVERYTHING, rowsOf } from '../../../src/timeline/call-tree.ts';
import { callWith } from '../../../src/timeline/testing.ts';
import { detailsBody, rowsBody, timelinePage } from '../../../src/timeline/timeline-page.ts';
import { actionsFor } from '../../../src/viewer/actions.ts';
import { pageOf } from '../../../src/viewer/page.ts';
import { forms, moves } from './in-page.mjs';
import { assetsOf, ShownPage } from './shown-page.ts';
import { themes } from './themes.ts';

const composition: GraphView = {
  cards: [
    {
      name: 'auth',
      detail: 'Rust',
      bytes: 21_000,
      freshness: { text: 'sources are newer', isStale: true },
      imports: [{ name: 'acme:log/sink', state: 'wrong' }],
      exports: [{ name: 'edge:service/auth', state: 'wired' }],
    },
    {
      name: 'handler',
      detail: 'TypeScript',
      bytes: 900_000,
      imports: [
        { name: 'edge:service/auth', state: 'wired' },
        { name: 'acme:time/now', state: 'open' },
      ],
      exports: [{ name: 'wasi:http/incoming-handler', state: 'wired' }],
    },
    {
      name: 'log',
      detail: 'Go',
      bytes: 2_600_000,
      imports: [{ name: '12 of WASI', state: 'folded' }],
      exports: [
        { name: 'own:log/sink', state: 'wrong' },
        { name: 'own:log/levels', state: 'free' },
      ],
    },
  ],
  wires: [
    {
      from: { card: 0, port: 'edge:service/auth' },
      to: { card: 1, port: 'edge:service/auth' },
      state: 'named',
    },
    { from: { card: 2, port: 'own:log/sink' }, to: { card: 0, port: 'acme:log/sink' }, state: 'wrong' },
  ],
  exports: [{ name: 'wasi:http/incoming-handler', from: { card: 1, port: 'wasi:http/incoming-handler' } }],
};

/** Components in layers of `wide`, each of which imports from two of the layer before; every third wire is written. */
function layers(count: number, wide: number): GraphView {
  const port = (card: number) => `acme:part-${card}/api@0.1.0`;
  const importsOf = (card: number) => {
    const [layer, at] = [Math.floor(card / wide), card % wide];
    const before = (layer - 1) * wide;
    return layer === 0 ? [] : [before + at, before + ((at + 1) % wide)];
  };
  const numbers = Array.from({ length: count }, (_, card) => card);
  return {
    cards: numbers.map((card) => ({
      name: `part-${card}`,
      detail: ['Rust', 'Go', 'TypeScript', 'Python', 'C'][card % 5]!,
      bytes: 10_000 * (card + 1),
      imports: importsOf(card).map((from) => ({ name: port(from), state: 'wired' as const })),
      exports: [{ name: port(card), state: 'wired' as const }],
    })),
    wires: numbers.flatMap((card) =>
      importsOf(card).map((from, at) => ({
        from: { card: from, port: port(from) },
        to: { card, port: port(from) },
        state: (card + at) % 3 === 0 ? ('written' as const) : ('named' as const),
      })),
    ),
    exports: numbers.slice(-wide).map((card) => ({ name: port(card), from: { card, port: port(card) } })),
  };
}

/** The colours do not depend on the number of components. */
const many = [
  ...Object.keys(themes).map((theme) => [20, theme, layers(20, 4)] as const),
  [200, 'dark', layers(200, 20)] as const,
];

const graph = {
  picture: pictureOf(composition),
  file: '',
  instances: [],
  choices: [],
  components: [],
  isPending: false,
  mistakes: ['auth: own:log/sink of log does not fit acme:log/sink.'],
};

const component = {
  kind: 'component',
  bytes: 1_234_567,
  imports: ['wasi:cli/stdout@0.2.0'],
  exports: ['wasi:http/incoming-handler@0.2.0', 'greet'],
  contents: [{ kind: 'core module', name: 'main', bytes: 900, contents: [] }],
  producers: [{ field: 'language', name: 'Rust', version: '1.95' }],
  reasons: [],
  wit: 'package root:component;\n\nworld root {\n  export greet: func(name: string) -> string;\n}\n',
  picture: pictureOf(composition, false),
} as const;

const calls = [
  callWith({ span: '1', function: 'handle', callee: 'handler', duration: 1500, request: 'GET /me' }),
  callWith({
    span: '2',
    parent: '1',
    caller: 'handler',
    callee: 'auth',
    function: 'edge:service/auth.check',
    arguments: [['authorization', 'some("Bearer nobody")']],
    result: 'err(unknown("nobody"))',
    failed: 'error',
    duration: 40,
  }),
  callWith({ span: '3', function: 'crash', callee: 'handler', failed: 'trap', result: 'unreachable' }),
];
const rows = rowsOf(callTree({ calls }), EVERYTHING, new Set());

/** By name: the page, the message posted to it, and the controls in its accessibility tree. */
const pages = {
  component: {
    html: pageOf('edge.wasm', component, actionsFor(component, true), assetsOf('component')),
    content: [],
    used: ['button Serve', 'button Call a Function…', 'button Compose…', 'button Show as WIT'],
    headings: ['edge.wasm', 'Composition', 'Exports', 'Imports', 'WIT', 'Contains', 'Produced by'],
  },
  graph: {
    html: graphPage('composition.toml', assetsOf('graph')),
    content: [graphBody(graph)],
    used: [
      'button Add Component…',
      'button Save as SVG…',
      'button Show Text',
      'button instance auth, Rust · 21.0 KB · sources are newer',
      'button import acme:log/sink of auth, does not fit',
      'button export edge:service/auth of auth, wired',
      'button instance handler, TypeScript · 900.0 KB',
      'button import edge:service/auth of handler, wired',
      'button import acme:time/now of handler, open',
      'button export wasi:http/incoming-handler of handler, wired',
      'button instance log, Go · 2.6 MB',
      'button import 12 of WASI of log, folded',
      'button export own:log/sink of log, does not fit',
      'button export own:log/levels of log, not used',
    ],
    headings: [],
  },
  timeline: {
    html: timelinePage('edge.trace.json', assetsOf('timeline')),
    content: [
      { kind: 'rows', html: rowsBody(rows), status: '3 calls. 1 trap.', hasMore: true },
      { kind: 'details', html: detailsBody(calls[1]!, '/edge.wasm') },
    ],
    used: [
      'searchbox Filter',
      'combobox Calls to show',
      'button Export for Chrome and Perfetto…',
      'button Export for OpenTelemetry…',
      'button Show more calls',
      'button Go to WIT',
      'button Go to Source',
      'button Copy as a Call',
    ],
    headings: ['edge:service/auth.check'],
  },
} as const;

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
