import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import type { Tree } from 'web-tree-sitter';
import { realTexts, withoutCorpus } from '../syntax/testing/corpus.ts';
import { randomEdits } from '../syntax/testing/random-edits.ts';
import { highlight } from './highlight.ts';
import { loadTrees, type WitTrees } from './language.ts';
import { OpenTree } from './open-tree.ts';

/** CI makes some edits; `WIT_EDITS=100000` makes more, with another `WIT_SEED`. */
const count = Number(process.env.WIT_EDITS ?? 600) || 100_000;
const seed = Number(process.env.WIT_SEED ?? 1);

const grammar = 'grammars/tree-sitter-wit';
let trees: WitTrees;
before(async () => {
  trees = await loadTrees({
    engine: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
    grammar: readFileSync(`${grammar}/tree-sitter-wit.wasm`),
    highlights: readFileSync(`${grammar}/queries/highlights.scm`, 'utf8'),
    folds: readFileSync(`${grammar}/queries/folds.scm`, 'utf8'),
  });
});

/** Kinds and ranges of all nodes. */
function dump(tree: Tree): string[] {
  const cursor = tree.walk();
  const nodes: string[] = [];
  for (let more = true; more;) {
    nodes.push(`${cursor.nodeType} ${cursor.startIndex} ${cursor.endIndex}`);
    more = cursor.gotoFirstChild() || cursor.gotoNextSibling();
    while (!more && cursor.gotoParent()) more = cursor.gotoNextSibling();
  }
  cursor.delete();
  return nodes;
}

function parsedFromScratch(text: string): string[] {
  const fresh = new OpenTree(trees, text);
  const nodes = dump(fresh.tree);
  fresh.dispose();
  return nodes;
}

/** From the middle of the text, where patterns begin before it. */
function assertSameInRange({ tree, text }: OpenTree): void {
  const [start, end] = [text.length >> 1, (text.length >> 1) + 100];
  assert.deepEqual(
    highlight(trees, tree, { start, end }),
    highlight(trees, tree).filter((token) => token.end > start && token.start < end),
    text,
  );
}

describe('random edits of published packages', { skip: withoutCorpus }, () => {
  test('result in the tree of a fresh parse', () => {
    const open = new OpenTree(trees, '');
    for (const { text } of randomEdits(realTexts(), count, seed)) {
      open.update(text);
      assert.deepEqual(dump(open.tree), parsedFromScratch(text));
    }
    open.dispose();
  });

  test('leave the tokens of a range equal to those of the whole text', () => {
    const open = new OpenTree(trees, '');
    for (const { text } of randomEdits(realTexts(), count, seed)) {
      open.update(text);
      assertSameInRange(open);
    }
    open.dispose();
  });
});
