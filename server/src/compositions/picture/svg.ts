import { counted } from '../../base/counted.ts';
import { escaped } from '../../base/escaped.ts';
import { type Card, detailOf, type GraphView } from './graph-view.ts';
import { HEADER, type Layout, layoutOf, portAt, type Route, ROW } from './layout.ts';
import type { Box, Point } from './geometry.ts';

/** A self-contained picture of a composition, light or dark like its viewer. */
export const svgOf = (view: GraphView): string => drawn(view, `<style>${STYLE}</style>`);

/**
 * The same for a page that has a style of its own for it.
 * @param isPressable whether cards and ports are buttons, also for the keyboard
 */
export const pictureOf = (view: GraphView, isPressable = true): string => drawn(view, '', isPressable);

function drawn(view: GraphView, style: string, isPressable = false): string {
  const isPage = style === '';
  const layout = layoutOf(view);
  const { width, height } = layout;
  const title = `${counted(view.cards.length, 'instance')}, ${counted(view.wires.length, 'wire')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="${isPage ? 'group' : 'img'}" aria-label="${title}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}">
${style}
<rect class="paper" width="100%" height="100%"/>
${wiresOf(view, layout)}
${view.cards.map((card, at) => cardOf(card, layout.cards[at]!, isPressable)).join('\n')}
${view.exports.map(({ name }, at) => exportOf(name, layout.exports[at]!)).join('\n')}
</svg>
`;
}

function wiresOf(view: GraphView, { wires, outer }: Layout): string {
  const inner = wires.map(({ wire, ...route }) => {
    const [source, target] = [view.cards[wire.from.card]!.name, view.cards[wire.to.card]!.name];
    return path(`wire ${wire.state}`, route, `${target} imports ${wire.to.port} from ${source}`);
  });
  const exports = outer.map((route, at) => path('wire outer', route, `exported: ${view.exports[at]!.name}`));
  return [...inner, ...exports].join('\n');
}

const path = (kind: string, route: Route, title: string): string =>
  `<path class="${kind}" d="${lineOf(route)}"><title>${escaped(title)}</title></path>`;

/** Leaves to the right and arrives from the left, level where it passes other cards. */
function lineOf({ from, to, past }: Route): string {
  let [line, end] = [`M${round(from.x)} ${round(from.y)}`, from];
  for (const { left, right, y } of past) {
    line += `${curve(end, { x: left, y })}H${round(right)}`;
    end = { x: right, y };
  }
  return line + curve(end, to);
}

function curve(from: Point, to: Point): string {
  const bend = Math.max(40, Math.abs(to.x - from.x) / 2);
  const [a, b] = [from.x + bend, to.x - bend].map(round);
  return `C${a} ${round(from.y)} ${b} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function cardOf(card: Card, box: Box, isPressable: boolean): string {
  const { x, y, width, height } = box;
  const ports = (side: 'imports' | 'exports') =>
    card[side].map(({ name, state }) => {
      const at = portAt(box, card, side, name);
      const [dx, anchor] = side === 'imports' ? [10, 'start'] : [-10, 'end'];
      const spoken = `${side === 'imports' ? 'import' : 'export'} ${name} of ${card.name}, ${STATES[state]}`;
      const isFold = state === 'folded' || state === 'unfolded';
      const data = `data-side="${isFold ? 'fold' : side}" data-port="${escaped(name)}"`;
      const open = isPressable ? button(data, card.name, spoken) : '<g>';
      return `${open}<circle class="port ${state}" cx="${round(at.x)}" cy="${round(at.y)}" r="4"/><text class="name" x="${round(at.x + dx)}" y="${round(at.y + 4)}" text-anchor="${anchor}">${escaped(name)}</text></g>`;
    });
  const title = isPressable
    ? button('data-side="card"', card.name, `instance ${card.name}, ${detailOf(card)}`)
    : '<g>';
  const kind = card.freshness?.isStale ? 'card stale' : 'card';
  return `<g>${title}<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="5"/>
<text class="title" x="${round(x + 12)}" y="${round(y + 19)}">${escaped(card.name)}</text>
<text class="detail" x="${round(x + 12)}" y="${round(y + HEADER - 10)}">${escaped(detailOf(card))}</text></g>
${[...ports('imports'), ...ports('exports')].join('\n')}</g>`;
}

const STATES = {
  wired: 'wired',
  open: 'open',
  free: 'not used',
  wrong: 'does not fit',
  folded: 'folded',
  unfolded: 'unfolded',
} as const;

/** Something that can be pressed, by the name of its instance. */
const button = (data: string, instance: string, spoken: string): string =>
  `<g class="press" tabindex="0" role="button" data-instance="${escaped(instance)}" ${data} aria-label="${escaped(spoken)}">`;

const exportOf = (name: string, { x, y, width, height }: Box): string =>
  `<g><rect class="export" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${ROW / 2}"/><text class="name" x="${round(x + width / 2)}" y="${round(y + height / 2 + 4)}" text-anchor="middle">${escaped(name)}</text></g>`;

const STYLE = `
text { fill: #1f2328; font: 12px ui-monospace, Menlo, Consolas, monospace; }
.title { font-weight: 600; font-size: 13px; } .detail { fill: #59636e; }
.paper { fill: #ffffff; } .card { fill: #f6f8fa; stroke: #8c959f; } .card.stale { stroke: #9a6700; stroke-dasharray: 6 3; } .export { fill: none; stroke: #1a7f37; }
.wire { fill: none; stroke: #0969da; stroke-width: 1.5; } .wire.named { stroke: #57606a; stroke-width: 1; } .wire.outer { stroke: #1a7f37; }
.wire.wrong { stroke: #cf222e; stroke-dasharray: 5 3; }
.port { fill: #57606a; stroke: #57606a; } .port.open, .port.free, .port.folded, .port.wrong { fill: #ffffff; } .port.wrong { stroke: #cf222e; stroke-width: 3; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } .detail { fill: #9198a1; } .paper { fill: #0d1117; } .card { fill: #161b22; stroke: #6e7681; } .card.stale { stroke: #d29922; }
.wire { stroke: #58a6ff; } .wire.named { stroke: #9198a1; } .wire.outer, .export { stroke: #3fb950; } .wire.wrong { stroke: #f85149; }
.port { fill: #9198a1; stroke: #9198a1; } .port.open, .port.free, .port.folded, .port.wrong { fill: #0d1117; } .port.wrong { stroke: #f85149; }
}`;
