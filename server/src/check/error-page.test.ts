import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { rules } from './catalogue.ts';
import { errorPage } from './error-page.ts';

/** UPDATE=1 writes the pages anew. */
describe('the page of every rule in docs/errors', () => {
  for (const rule of rules) {
    it(`${rule.code}.md says what the rule says`, () => {
      const path = `docs/errors/${rule.code}.md`;
      if (process.env.UPDATE) writeFileSync(path, errorPage(rule));
      assert.ok(existsSync(path), `${path} is missing; UPDATE=1 writes it`);
      assert.equal(readFileSync(path, 'utf8'), errorPage(rule));
    });
  }
});
