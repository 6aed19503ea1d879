import type { Box, Point } from './geometry.ts';

/** A level part of a wire, from left to right: past the cards of one column. */
export interface Passage {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Where a wire passes columns of cards, above or below each of them.
 * @param points the bends that dagre gives a wire, of which those in the middle of a column keep clear of its cards
 * @param boxes all cards and exports; those of one column have the same middle
 */
export function passagesOf(points: readonly Point[], boxes: readonly Box[]): readonly Passage[] {
  // The first and last points are at the ends of the wire, on cards.
  return points.slice(1, -1).flatMap(({ x, y }) => {
    const column = boxes.filter((box) => Math.abs(box.x + box.width / 2 - x) < 1);
    if (column.length === 0) return [];
    const left = Math.min(...column.map((box) => box.x));
    const right = Math.max(...column.map((box) => box.x + box.width));
    return [{ y, left, right }];
  });
}
