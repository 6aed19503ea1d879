import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanEdit } from '../../base/plan-edit.ts';
import { random, type Random } from '../../syntax/testing/random.ts';
import { planSource } from '../plan-source.ts';
import { editPlan } from './edit-plan.ts';
import { type RandomPlan, randomPlan } from './testing/random-plan.ts';

/** How many plans of each form; `PLANS` is for long runs. */
const PLANS = Number(process.env['PLANS'] ?? 60);

const edited = ({ file }: RandomPlan, text: string, edit: PlanEdit): string => {
  const after = editPlan(
    planSource(file, text, (path) => path),
    edit,
  );
  assert.ok(typeof after === 'string', JSON.stringify([edit, after, text]));
  return after;
};

/** Whether all characters of one text are in the other, in their order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const unquoted = (text: string): string => text.replaceAll(/["']/g, '');
const linesWithout = (text: string, name: string): readonly string[] =>
  text.split('\n').filter((line) => !line.includes(name));

describe('an edit of a random plan', () => {
  for (const form of ['instances', 'component', 'config', 'document'] as const) {
    const each = (check: (plan: RandomPlan, chance: Random) => void): void => {
      for (let seed = 1; seed <= PLANS; seed++) {
        const chance = random(seed);
        check(randomPlan(form, chance), chance);
      }
    };

    it(`adds text that can be removed again completely: ${form}`, () =>
      each((plan) => {
        const after = edited(plan, plan.text, { kind: 'add', instance: 'added', path: 'deps/t/added.wasm' });
        assert.ok(isWithin(plan.text, after), `${plan.text}\n=>\n${after}`);
        const back = edited(plan, after, { kind: 'remove', instance: 'added' });
        // The end of the last line is what an added one wants.
        assert.equal(back.trimEnd(), plan.text.trimEnd(), after);
      }));

    it(`renames without changing other lines: ${form}`, () =>
      each((plan, { pick }) => {
        const instance = pick(plan.names);
        const after = edited(plan, plan.text, { kind: 'rename', instance, to: 'renamed' });
        const now = after.split('\n');
        for (const [at, line] of plan.text.split('\n').entries())
          if (!line.includes(instance)) assert.equal(now[at], line, after);
        const back = edited(plan, after, { kind: 'rename', instance: 'renamed', to: instance });
        assert.equal(unquoted(back), unquoted(plan.text), after);
      }));

    it(`wires repeatedly without changing other lines: ${form}`, () =>
      each((plan, { pick }) => {
        const [first, second] = plan.names;
        const target = pick(plan.names.slice(1));
        const from = { instance: pick([first!, target === second ? first! : second!]) };
        const wire = { kind: 'wire', instance: target, import: 't:new/one@0.1.0' } as const;
        const after = edited(plan, plan.text, { ...wire, from });
        assert.ok(isWithin(plan.text, after), `${plan.text}\n=>\n${after}`);
        const other = edited(plan, after, { ...wire, from: { ...from, export: 't:new/other@1.0.0' } });
        const [before, now] = [linesWithout(after, 't:new/one'), linesWithout(other, 't:new/one')];
        assert.deepEqual(now, before, other);
      }));

    it(`removes nothing else: ${form}`, () =>
      each((plan) => {
        const instance = plan.names.at(-1)!;
        const after = edited(plan, plan.text, { kind: 'remove', instance });
        assert.ok(isWithin(after, plan.text), `${plan.text}\n=>\n${after}`);
        for (const comment of plan.comments) assert.ok(after.includes(comment), `${plan.text}\n=>\n${after}`);
      }));
  }
});
