import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problems, type ProblemCode } from './catalogue.ts';
import { problemPage } from './page.ts';

describe('a problem page', () => {
  it('has a title with the code, an explanation, and a remedy if there is one', () => {
    const explained = { title: 'A plan is empty.', explanation: 'It names nothing.' };
    assert.equal(
      problemPage('plan-empty', explained),
      '# A plan is empty (`plan-empty`)\n\nIt names nothing.\n',
    );
    assert.match(problemPage('x', { ...explained, remedy: 'Name it.' }), /\n\n## What to do\n\nName it\.\n$/);
  });

  it('has a unique title of one sentence', () => {
    const titles = Object.values(problems).map(({ title }) => title);
    for (const title of titles) assert.match(title, /^[A-Za-z][^.:]*(\.js[^.:]*)?\.$/);
    assert.equal(new Set(titles).size, titles.length);
  });
});

describe('a problem code', () => {
  it('does not compile when misspelled', () => {
    // @ts-expect-error -- `tsc` fails here should any string pass for a code
    const misspelt: ProblemCode = 'plan-kye';
    assert.ok(!(misspelt in problems));
  });
});
