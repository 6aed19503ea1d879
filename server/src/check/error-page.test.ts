import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { problems } from '../base/problems/catalogue.ts';
import { problemPage } from '../base/problems/page.ts';
import { rules } from './catalogue.ts';
import { errorPage } from './error-page.ts';

/** UPDATE=1 writes the pages. */
describe('docs/errors', () => {
  const pages = new Map<string, string>([
    ...rules.map((rule) => [rule.code, errorPage(rule)] as const),
    ...Object.entries(problems).map(([code, problem]) => [code, problemPage(code, problem)] as const),
  ]);

  for (const [code, text] of pages) {
    it(`${code}.md matches its catalogue entry`, () => {
      const path = `docs/errors/${code}.md`;
      if (process.env.UPDATE) writeFileSync(path, text);
      assert.ok(existsSync(path), `${path} is missing; UPDATE=1 writes it`);
      assert.equal(readFileSync(path, 'utf8'), text);
    });
  }

  it('has exactly one page per code', () => {
    assert.equal(pages.size, rules.length + Object.keys(problems).length, 'a code has one meaning');
    const names = readdirSync('docs/errors').map((name) => name.replace(/\.md$/, ''));
    assert.deepEqual(names.sort(), [...pages.keys()].sort());
  });
});
