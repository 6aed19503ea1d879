import { once } from '../base/once.ts';
import { rangeOf } from '../resolve/context.ts';
import type { Problem, ResolvedPackage } from '../resolve/model.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import { rules } from './catalogue.ts';
import type { Violation, Item, Rule } from './rule.ts';
import { itemsOf } from './facts/scopes.ts';

/** So many are checked in about a millisecond. */
const ITEMS_IN_STEP = 200;

/** Does the work of `itemProblems` in steps. */
export function* itemSteps(resolved: ResolvedPackage): Generator<void> {
  for (const [n, { item, file }] of itemsOf(resolved).entries()) {
    breachesIn(item, file);
    if (n % ITEMS_IN_STEP === ITEMS_IN_STEP - 1) yield;
  }
}

/** Violations within single items of a package. An item is the same object until an edit changes it. */
export function itemProblems(resolved: ResolvedPackage): Problem[] {
  const problems: Problem[] = [];
  for (const { item, file } of itemsOf(resolved))
    for (const { code, at, detail } of breachesIn(item, file))
      problems.push({ code, at: rangeOf(file.uri, at), detail });
  return problems;
}

type Found = Violation & Pick<Rule, 'code'>;

const ofItems = rules.filter(({ checkItem }) => checkItem !== undefined);

const breachesIn = once((item: Item, file: ParsedFile): readonly Found[] => {
  const found: Found[] = [];
  for (const { code, checkItem } of ofItems)
    for (const breach of checkItem!(item, file)) found.push({ code, ...breach });
  return found;
});
