import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const pagesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const topLevel = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const pages = [...topLevel, ...pagesBelow('docs')];
const text = (page: string) => readFileSync(page, 'utf8');
const matches = (page: string, pattern: RegExp) =>
  [...text(page).matchAll(pattern)].map((match) => match[1] ?? '');

/** Links to other files of the checkout; web pages are not checked. */
const localLinks = (page: string) =>
  matches(page, /\]\(([^)\s]+)\)/g)
    .filter((link) => !/^(https?:|#|mailto:)/.test(link))
    .map((link) => link.replace(/#.*$/, ''));

const sources = ['host/src', 'cli/src', 'client/src', 'server/src']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

describe('the documentation', () => {
  for (const page of pages) {
    it(`${page} has no dead link`, () => {
      for (const link of localLinks(page))
        assert.ok(existsSync(resolve(dirname(page), link)), `${page} links to ${link}`);
    });

    it(`${page} names only commands that exist`, () => {
      const scripts = Object.keys(JSON.parse(text('package.json')).scripts);
      for (const name of matches(page, /npm run ([\w:-]+)/g))
        assert.ok(scripts.includes(name), `npm run ${name}`);
      for (const name of matches(page, /wit-studio ([a-z][a-z-]+)(?=[\s`])/g)) {
        assert.ok(existsSync(`cli/src/commands/${name}.ts`), `${page}: wit-studio ${name}`);
      }
    });
  }

  it('ARCHITECTURE.md names only files that exist', () => {
    const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
    const named = matches('ARCHITECTURE.md', /`([\w-]+(?:\/[\w-]+)*\.(?:ts|mjs|rs))`/g);
    assert.ok(named.length > 0);
    const missing = named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)));
    assert.deepEqual(missing, []);
  });

  it('has each change in one area of CHANGELOG.md', () => {
    const entries = matches('CHANGELOG.md', /^- (.+)$/gm);
    assert.ok(entries.length > 0);
    assert.deepEqual(
      entries.filter((entry, at) => entries.indexOf(entry) !== at),
      [],
    );
  });

  it('has a page for every code that the source reports', () => {
    const codes = sources.flatMap((name) => matches(name, /\bcode: '([a-z0-9]+(?:-[a-z0-9]+)+)'/g));
    assert.ok(codes.length > 0);
    const missing = [...new Set(codes)].filter((code) => !existsSync(`docs/errors/${code}.md`));
    assert.deepEqual(missing, []);
  });

  it('names no time or size in the page of an error: such figures are those of the code, which changes', () => {
    const figure = /\b((?:\d[\d,.]*|half a|a few) (?:ms|milliseconds?|seconds?|minutes?|[KMG]i?B))\b/g;
    const wrong = pagesBelow('docs/errors').flatMap((page) =>
      matches(page, figure).map((found) => `${page}: ${found}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('mentions every page of docs/ in the README', () => {
    const linked = localLinks('README.md').map((link) => resolve(link));
    const features = readdirSync('docs').filter((name) => name.endsWith('.md'));
    assert.deepEqual(
      features.filter((name) => !linked.includes(resolve('docs', name))),
      [],
    );
  });
});
