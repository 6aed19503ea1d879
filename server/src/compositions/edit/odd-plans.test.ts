import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'smol-toml';
import type { PlanEdit } from '../../base/plan-edit.ts';
import { random } from '../../syntax/testing/random.ts';
import { planSource } from '../plan-source.ts';
import { collectProblems } from '../problems.ts';
import { readPlan } from '../read/read-plan.ts';
import { editPlan } from './edit-plan.ts';
import { EDITS, oddEdit, oddPlan } from './testing/odd-plan.ts';
import { type DataTable, oddToml } from './testing/odd-toml.ts';
import { addsOrRemoves, change, type Meaning, meaningOf, replaces } from './testing/plan-meaning.ts';

/** How many plans for each edit; `PLANS` is for long runs. */
const PLANS = Number(process.env['PLANS'] ?? 60);

const sourceOf = (text: string) => planSource('/composition.toml', text, (path) => path);

const read = (text: string): Meaning => meaningOf(parse(text) as DataTable);

/**
 * Applies an edit, and compares all that the plan says before and after it.
 * @param comments by their text the keys that they belong to
 */
function edited(text: string, edit: PlanEdit, comments: ReadonlyMap<string, readonly string[]>): string {
  const after = editPlan(sourceOf(text), edit);
  const shown = `${JSON.stringify(edit)}\n${text}\n=>\n${typeof after === 'string' ? after : JSON.stringify(after)}`;
  assert.ok(typeof after === 'string', shown);
  const before = read(text);
  const expected = read(text);
  change(expected, edit);
  assert.doesNotThrow(() => read(after), shown);
  assert.deepEqual(plain(read(after)), plain(expected), shown);
  const problems = collectProblems();
  readPlan(sourceOf(after), problems);
  assert.deepEqual(problems.found, [], shown);
  for (const [comment, path] of comments)
    if (text.includes(comment) && !replaces(edit, before, path))
      assert.ok(after.includes(comment), `${comment} is lost\n${shown}`);
  if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/, shown);
  const does = addsOrRemoves(edit, before);
  if (does.adds) assert.ok(isWithin(text, after), `changes more than it adds\n${shown}`);
  if (does.removes) assert.ok(isWithin(after, text), `changes more than it removes\n${shown}`);
  return after;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Whether all characters of one text are in the other, in their order. */
function isWithin(part: string, whole: string): boolean {
  const text = unpadded(whole);
  let at = 0;
  for (const character of unpadded(part)) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Braces with nothing in them but blanks have none. */
const unpadded = (text: string): string => text.replaceAll(/\{\s*\}/g, '{}');

describe('an edit of a plan in odd TOML', () => {
  for (const kind of EDITS)
    it(`does what it says and keeps the rest: ${kind}`, () => {
      for (let seed = 1; seed <= PLANS; seed++) {
        const chance = random(seed * EDITS.length + EDITS.indexOf(kind));
        const odd = oddToml(oddPlan(chance), chance);
        let text = (chance.below(5) === 0 ? '\ufeff' : '') + odd.text;
        const edit = oddEdit(kind, chance, read(text));
        if (!edit) continue;
        text = edited(text, edit, odd.comments);
        // Names have changed since the comments were written.
        for (let more = 0; more < 3; more++) {
          const next = oddEdit(chance.pick(EDITS), chance, read(text));
          if (next) text = edited(text, next, new Map());
        }
      }
    });
});
