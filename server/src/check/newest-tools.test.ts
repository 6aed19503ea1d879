import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Case, casesOfAllTools, withoutCorpus } from '../syntax/testing/corpus.ts';
import { errorsOf, type Found } from './testing/corpus-errors.ts';

interface Judged extends Case {
  readonly found: readonly Found[];
}

const isRefused = ({ ref263 }: Case): boolean => ref263!.verdict === 'fail' || ref263!.component === 'reject';

const hasErrorOnItsLine = ({ found, ref263 }: Judged): boolean =>
  found.some(({ file, line }) => line === ref263!.line && [null, file].includes(ref263!.file));

/** A case and our findings in it. */
const described = ({ id, ref263, found }: Judged): string =>
  `${id} ${JSON.stringify(ref263)} ${JSON.stringify(found)}`;

describe('the corpus as wit-parser 0.263 reads it', { skip: withoutCorpus }, () => {
  const all = casesOfAllTools()
    .filter(({ ref263 }) => ref263)
    .map((one): Judged => ({ ...one, found: errorsOf(one, '0.263') }));

  it('has the same verdicts', () => {
    const wrong = all.filter((one) => isRefused(one) !== one.found.length > 0);
    assert.deepEqual(wrong.map(described), []);
  });

  it('has an error on each line that wit-parser reports', () => {
    const placed = all.filter(({ ref263 }) => ref263!.verdict === 'fail' && ref263!.line !== null);
    const wrong = placed.filter((one) => !hasErrorOnItsLine(one));
    assert.deepEqual(wrong.map(described), []);
  });
});
