import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Case, casesOfAllTools, withoutCorpus } from '../syntax/testing/corpus.ts';
import { errorsOf, type Found } from './testing/corpus-errors.ts';

/** How many cases must agree, of each kind: numbers that only go up. */
const agreeing = { verdicts: 1371, lines: 555 };

interface Judged extends Case {
  readonly found: readonly Found[];
}

const isRefused = ({ ref263 }: Case): boolean => ref263!.verdict === 'fail' || ref263!.component === 'reject';

const hasErrorOnItsLine = ({ found, ref263 }: Judged): boolean =>
  found.some(({ file, line }) => line === ref263!.line && [null, file].includes(ref263!.file));

function report(title: string, all: readonly Judged[], wrong: readonly Judged[]): number {
  console.log(`${all.length - wrong.length} of ${all.length} ${title}`);
  for (const { id, ref263, found } of process.env['VERBOSE'] ? wrong : [])
    console.log(id, JSON.stringify(ref263), JSON.stringify(found));
  return all.length - wrong.length;
}

describe('the corpus as wit-parser 0.263 reads it', { skip: withoutCorpus }, () => {
  const all = casesOfAllTools()
    .filter(({ ref263 }) => ref263)
    .map((one): Judged => ({ ...one, found: errorsOf(one) }));

  it('is accepted and refused', () => {
    const wrong = all.filter((one) => isRefused(one) !== one.found.length > 0);
    assert.ok(report('are accepted and refused as there', all, wrong) >= agreeing.verdicts);
  });

  it('has an error on every line where the reference has one', () => {
    const placed = all.filter(({ ref263 }) => ref263!.verdict === 'fail' && ref263!.line !== null);
    const wrong = placed.filter((one) => !hasErrorOnItsLine(one));
    assert.ok(report('have an error on the same line', placed, wrong) >= agreeing.lines);
  });
});
