import assert from 'node:assert/strict';
import type { PageAssets } from './web-page.ts';

export const assets: PageAssets = {
  script: 'https://assets.test/page.js',
  style: 'https://assets.test/page.css',
  source: 'https://assets.test',
};

/** Asserts that a page loads its program and its style, and that its policy refuses everything else. */
export function assertLoadsOnlyAssets(page: string): void {
  const { script, style, source } = assets;
  const policy = `default-src 'none'; style-src ${source}; script-src ${source}`;
  assert.ok(page.includes(`<meta http-equiv="Content-Security-Policy" content="${policy}">`));
  assert.deepEqual(
    [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address),
    [style, script],
  );
  assert.doesNotMatch(page, /<style|<script(?! src)|\son\w+=|url\(/);
}
