/** Functions that tests run inside of a page; they refer to nothing outside of themselves. */
/* global document, getComputedStyle, window, SVGElement */

/** Gives the page the editor's API, which records the messages that it gets. */
export function standInForEditor() {
  window.postedMessages = [];
  const api = {
    postMessage: (one) => window.postedMessages.push(one),
    getState: () => undefined,
    setState() {},
  };
  window.acquireVsCodeApi = () => api;
}

export const posted = () => window.postedMessages;

/** Sets the colours of a theme as the editor does, and posts the editor's messages. */
export function fill([colours, messages]) {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(colours)) style.setProperty(`--vscode-${name}`, value);
  style.background = 'var(--vscode-editor-background)';
  for (const data of messages) window.dispatchEvent(new MessageEvent('message', { data }));
}

/** The focused element, as HTML without its contents, and whether its focus is visible; undefined if there is none. */
export function focused() {
  const one = document.activeElement;
  if (!one || one === document.body) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return {
    tag: one.cloneNode().outerHTML,
    isVisible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
  };
}

/**
 * The elements with a role of a control, as HTML without their contents; of the rows of a table, the Tab key reaches
 * one.
 */
export const usable = () =>
  [...document.querySelectorAll('button, input, select, [tabindex="0"]')]
    .filter((one) => one.checkVisibility() && !one.disabled)
    .map((one) => one.cloneNode().outerHTML);

/** How many elements move by themselves, and by how many pixels the page is too wide for the window. */
export function moves() {
  const isMoving = (one) => {
    const { transitionDuration, animationName } = getComputedStyle(one);
    return transitionDuration !== '0s' || animationName !== 'none';
  };
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    moving: [...document.querySelectorAll('*')].filter(isMoving).length,
    wide: scrollWidth - clientWidth,
  };
}

/** How the first element of each selector is drawn, leaving out its colour. */
export const forms = (selectors) =>
  selectors.map((selector) => {
    const { strokeWidth, strokeDasharray } = getComputedStyle(document.querySelector(selector));
    return `${strokeWidth} ${strokeDasharray}`;
  });

/** Text with less than this contrast to its background, with its contrast. */
export function paleTexts(least) {
  const colourOf = (text) => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, text === 'transparent' ? 0 : a];
  };
  const over = ([r, g, b, a], [r0, g0, b0]) => [
    r * a + r0 * (1 - a),
    g * a + g0 * (1 - a),
    b * a + b0 * (1 - a),
    1,
  ];
  const behind = (one) => {
    const own = colourOf(getComputedStyle(one).backgroundColor);
    return own[3] === 1 || !one.parentElement ? own : over(own, behind(one.parentElement));
  };
  const opacity = (one) =>
    Number(getComputedStyle(one).opacity) * (one.parentElement ? opacity(one.parentElement) : 1);
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const hasText = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const isRead = (one) =>
    hasText(one) &&
    one.checkVisibility() &&
    !one.disabled &&
    !/^(script|style|title|option)$/.test(one.localName);
  return [...document.body.querySelectorAll('*')].filter(isRead).flatMap((one) => {
    const style = getComputedStyle(one);
    const [r, g, b, a] = colourOf(one instanceof SVGElement ? style.fill : style.color);
    const ground = behind(one);
    const found = contrast(over([r, g, b, a * opacity(one)], ground), ground);
    return found < least ? [`${one.textContent.trim()}: ${found.toFixed(2)}`] : [];
  });
}

/** The titles of wires that pass behind a card at which they do not end. */
export function wiresBehindCards() {
  const cards = [...document.querySelectorAll('rect.card')].map((card) => card.getBBox());
  const isIn = ({ x, y }, card) =>
    x > card.x + 1 && x < card.x + card.width - 1 && y > card.y + 1 && y < card.y + card.height - 1;
  return [...document.querySelectorAll('path.wire')].flatMap((wire) => {
    const length = wire.getTotalLength();
    const points = Array.from({ length: Math.ceil(length / 4) }, (_, at) => wire.getPointAtLength(at * 4));
    return cards.some((card) => points.some((point) => isIn(point, card))) ? [wire.textContent.trim()] : [];
  });
}
