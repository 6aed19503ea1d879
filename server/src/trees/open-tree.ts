import { Edit, type Point, type Tree } from 'web-tree-sitter';
import type { WitTrees } from './language.ts';

/** A text of which a range was replaced. Offsets are UTF-16. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * The tree of one open document. It lives in the memory of the engine until `dispose`, and is brought up to
 * date from one edit to the next.
 */
export class OpenTree {
  #text: string;
  #tree: Tree;

  constructor(
    private readonly trees: WitTrees,
    text: string,
  ) {
    this.#text = text;
    this.#tree = this.#parse(text);
  }

  get tree(): Tree {
    return this.#tree;
  }

  get text(): string {
    return this.#text;
  }

  /** Takes a new text; equal text at both ends is not parsed again. */
  update(text: string): void {
    if (text === this.#text) return;
    const change = changeBetween(this.#text, text);
    this.#tree.edit(toEdit(this.#text, text, change));
    const next = this.#parse(text, this.#tree);
    this.#tree.delete();
    this.#tree = next;
    this.#text = text;
  }

  dispose(): void {
    this.#tree.delete();
  }

  #parse(text: string, old?: Tree): Tree {
    const tree = this.trees.parser.parse(text, old);
    // Null only when no language is set or parsing was cancelled; neither happens here.
    if (!tree) throw new Error('tree-sitter gave no tree');
    return tree;
  }
}

/** The shortest range that differs. */
export function changeBetween(old: string, text: string): TextChange {
  const shortest = Math.min(old.length, text.length);
  let start = 0;
  while (start < shortest && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shortest - start && isSameSuffix(old, text, tail)) tail++;
  return { start, oldEnd: old.length - tail, newEnd: text.length - tail };
}

const isSameSuffix = (old: string, text: string, tail: number): boolean =>
  old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail);

function toEdit(old: string, text: string, { start, oldEnd, newEnd }: TextChange): Edit {
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(old, start),
    oldEndPosition: pointAt(old, oldEnd),
    newEndPosition: pointAt(text, newEnd),
  });
}

/** Rows as tree-sitter counts them: they end at LF alone. */
function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
