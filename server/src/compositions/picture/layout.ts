import { Graph, layout as dagre } from '@dagrejs/dagre';
import { once } from '../../base/once.ts';
import { passagesOf, type Passage } from './routes.ts';
import { type Card, detailOf, type End, type GraphView, type ViewWire } from './graph-view.ts';
import type { Box, Point } from './geometry.ts';

/** Where everything is, in pixels from the upper left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** In the order of the cards. */
  readonly cards: readonly Box[];
  /** In the order of the composition's exports. */
  readonly exports: readonly Box[];
  readonly wires: readonly (Route & { readonly wire: ViewWire })[];
  /** Of the composition's exports, in their order. */
  readonly outer: readonly Route[];
}

/** The way of a wire. */
export interface Route {
  readonly from: Point;
  readonly to: Point;
  /** Between columns that it does not end at, from left to right. */
  readonly past: readonly Passage[];
}

export const ROW = 20;
export const HEADER = 44;
/** Of a letter of the font that ports are written in, at 12 pixels. */
const LETTER = 7.3;
const MARGIN = 16;

/** With more cards, shorter wires take longer to find than a reader waits: seconds for 200. */
const MOST_FOR_SHORTEST_WIRES = 50;

/** Providers are on the left of their importers. */
export const layoutOf = once((view: GraphView): Layout => {
  const graph = laidOut(view);
  const cards = view.cards.map((_, at) => boxOf(graph, cardNode(at)));
  const outermost = view.exports.map((_, at) => boxOf(graph, exportNode(at)));
  const exports = uncrossed(view, outermost);
  const boxes = [...cards, ...exports];
  const past = (v: string, w: string, name: string) =>
    passagesOf((graph.edge({ v, w, name }) as { points: readonly Point[] }).points, boxes);
  const out = (end: End) => portAt(cards[end.card]!, view.cards[end.card]!, 'exports', end.port);
  return {
    ...sizeOf(graph),
    cards,
    exports,
    wires: view.wires.map((wire, at) => ({
      wire,
      from: out(wire.from),
      to: portAt(cards[wire.to.card]!, view.cards[wire.to.card]!, 'imports', wire.to.port),
      past: past(cardNode(wire.from.card), cardNode(wire.to.card), wireEdge(at)),
    })),
    outer: view.exports.map(({ from }, at) => ({
      from: out(from),
      to: { x: exports[at]!.x, y: exports[at]!.y + exports[at]!.height / 2 },
      past: past(cardNode(from.card), exportNode(at), exportNode(at)),
    })),
  };
});

const cardNode = (at: number): string => `card ${at}`;
/** Also of the edge that leads to it. */
const exportNode = (at: number): string => `export ${at}`;
const wireEdge = (at: number): string => `wire ${at}`;

/** The cards and exports with their sizes, and the wires between them, in the places that dagre gives them. */
function laidOut({ cards, exports, wires }: GraphView): Graph {
  const graph = new Graph({ multigraph: true });
  const ranker = cards.length > MOST_FOR_SHORTEST_WIRES ? 'tight-tree' : 'network-simplex';
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 80, marginx: MARGIN, marginy: MARGIN, ranker });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [at, card] of cards.entries()) graph.setNode(cardNode(at), sizeOfCard(card));
  for (const [at, { name }] of exports.entries())
    graph.setNode(exportNode(at), { width: widthOf(name) + 2 * MARGIN, height: ROW + 4 });
  for (const [at, { from, to }] of wires.entries())
    graph.setEdge(cardNode(from.card), cardNode(to.card), {}, wireEdge(at));
  for (const [at, { from }] of exports.entries())
    graph.setEdge(cardNode(from.card), exportNode(at), {}, exportNode(at));
  dagre(graph);
  return graph;
}

function sizeOf(graph: Graph): Pick<Layout, 'width' | 'height'> {
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width: Math.max(width, 2 * MARGIN), height: Math.max(height, 2 * MARGIN) };
}

/** The exports that come from one card are in the order of its ports, so that their wires do not cross. */
function uncrossed({ cards, exports }: GraphView, boxes: readonly Box[]): Box[] {
  const placed = [...boxes];
  for (const [index, card] of cards.entries()) {
    const rowOf = (at: number) => card.exports.findIndex(({ name }) => name === exports[at]!.from.port);
    const own = [...exports.keys()].filter((at) => exports[at]!.from.card === index);
    const heights = own.map((at) => boxes[at]!.y).toSorted((a, b) => a - b);
    const inOrder = own.toSorted((a, b) => rowOf(a) - rowOf(b));
    for (const [rank, at] of inOrder.entries()) placed[at] = { ...boxes[at]!, y: heights[rank]! };
  }
  return placed;
}

const widthOf = (text: string): number => Math.ceil(text.length * LETTER);

function sizeOfCard(card: Card): { width: number; height: number } {
  const { name, imports, exports } = card;
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(widthOf));
  const names = (ports: Card['imports']) => longest(ports.map((port) => port.name));
  const width = Math.max(
    names(imports) + names(exports) + 48,
    longest([name, detailOf(card)]) + 2 * MARGIN,
    120,
  );
  return { width, height: HEADER + Math.max(imports.length, exports.length, 1) * ROW + 8 };
}

/** dagre gives the middle of a node. */
function boxOf(graph: Graph, name: string): Box {
  const { x, y, width, height } = graph.node(name) as Box;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Imports are on the left side of a card, exports on the right. */
export function portAt({ x, y, width }: Box, card: Card, side: 'imports' | 'exports', name: string): Point {
  const row = Math.max(
    0,
    card[side].findIndex((port) => port.name === name),
  );
  return { x: side === 'imports' ? x : x + width, y: y + HEADER + (row + 0.5) * ROW };
}
