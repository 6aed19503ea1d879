import type { Card, GraphView } from './graph-view.ts';

/** Smaller groups are not folded. */
const FEWEST = 2;

/**
 * Folds open imports of WASI, which the runtime provides, to one port of each card.
 * @param isOpened whether a card shows them beside that port
 */
export function folded(view: GraphView, isOpened: (card: Card) => boolean): GraphView {
  return { ...view, cards: view.cards.map((card) => foldedCard(card, isOpened(card))) };
}

function foldedCard(card: Card, isOpened: boolean): Card {
  const ofHost = card.imports.filter(({ name, state }) => state === 'open' && name.startsWith('wasi:'));
  if (ofHost.length < FEWEST) return card;
  const others = card.imports.filter((port) => !ofHost.includes(port));
  const port = { name: `${ofHost.length} of WASI`, state: isOpened ? 'unfolded' : 'folded' } as const;
  return { ...card, imports: [...others, port, ...(isOpened ? ofHost : [])] };
}
