import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { knownWasi } from '../../node/known-wasi.ts';
import { lex } from '../../syntax/lexer/lexer.ts';
import { parse } from '../../syntax/parse.ts';
import { realTexts, withoutCorpus } from '../../syntax/testing/corpus.ts';
import { applyEdit, editsAt } from '../../syntax/testing/edits.ts';
import { random, type Random } from '../../syntax/testing/random.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { type ActionKind, type CodeAction, codeActions } from './code-actions.ts';
import { applied } from './testing/applied.ts';

/** How many broken texts; EXHAUSTIVE=1 takes minutes. */
const texts = process.env.EXHAUSTIVE ? 20_000 : 300;
const longest = 20_000;
const uri = 'file:///main.wit';

const snapshotOf = (text: string) =>
  new Workspace(memoryFileSystem(new Map([['/main.wit', text]])), knownWasi).snapshot();

/** Syntax errors only: semantic errors may appear once a text can be parsed. */
function mistakesIn(text: string): number {
  const { ast, tokens } = parse(uri, text);
  return ast.errors.length + tokens.errors.length;
}

/** A published text with one to three tokens deleted, put in or replaced. */
function broken(numbers: Random, from: readonly string[]): string {
  let text = numbers.pick(from);
  for (let edits = 1 + numbers.below(3); edits > 0; edits--) {
    const tokens = lex(text);
    text = applyEdit(tokens, numbers.pick(editsAt(tokens, numbers.below(tokens.count))));
  }
  return text;
}

/** Edits of one action are within the text and do not overlap. */
function areDisjoint({ edits }: CodeAction, text: string): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const ends = [0, ...sorted.map(({ end }) => end)];
  return sorted.every(({ start, end }, n) => ends[n]! <= start && start <= end && end <= text.length);
}

test(
  'actions are sound in whatever text, and fixing all makes nothing worse',
  { skip: withoutCorpus },
  () => {
    const numbers = random(7);
    const from = realTexts().filter(({ length }) => length < longest);
    let fixed = 0;
    for (let n = 0; n < texts; n++) {
      const text = broken(numbers, from);
      const offset = numbers.below(text.length);
      const near = { start: offset, end: Math.min(text.length, offset + 200) };
      const ask = (wanted: ActionKind) => codeActions(snapshotOf(text), uri, near, (kind) => kind === wanted);
      for (const action of [...ask('quickfix'), ...ask('refactor.rewrite'), ...ask('source.organizeImports')])
        assert.ok(areDisjoint(action, text), text);
      const [all] = ask('source.fixAll');
      if (!all) continue;
      assert.ok(areDisjoint(all, text), text);
      const after = applied(new Map([['/main.wit', text]]), all).get('/main.wit')!;
      assert.ok(mistakesIn(after) <= mistakesIn(text), `${text}\n-----\n${after}`);
      fixed += 1;
    }
    assert.ok(fixed > texts / 10, `${fixed}`);
  },
);
