/** How large a picture is in its page: it fits the width, or has the size that was chosen. */

/** How far a picture that is wider than the page is made smaller before it scrolls. */
const LEAST_FITTING = 0.75;
const [LEAST, MOST] = [0.1, 4];

export const STEP = 1.25;

let chosen: number | undefined;

/** Sizes a picture that is new in the page. */
export function size(svg: SVGSVGElement): void {
  const natural = svg.viewBox.baseVal.width;
  svg.style.minWidth = chosen === undefined ? `${natural * LEAST_FITTING}px` : '0';
  svg.style.maxWidth = chosen === undefined ? '100%' : 'none';
  svg.style.width = chosen === undefined ? '' : `${natural * chosen}px`;
}

export function fit(svg: SVGSVGElement): void {
  chosen = undefined;
  size(svg);
}

/**
 * The content under the pointer keeps its place.
 * @param frame scrolls the picture
 */
export function zoom(svg: SVGSVGElement, frame: Element, factor: number, at: { x: number; y: number }): void {
  const before = svg.getBoundingClientRect();
  const now = before.width / svg.viewBox.baseVal.width;
  chosen = Math.min(MOST, Math.max(LEAST, now * factor));
  size(svg);
  const after = svg.getBoundingClientRect();
  const moved = after.width / before.width;
  frame.scrollLeft += after.left + (at.x - before.left) * moved - at.x;
  frame.scrollTop += after.top + (at.y - before.top) * moved - at.y;
}
