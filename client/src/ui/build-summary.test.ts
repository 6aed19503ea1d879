import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buildSummary } from './build-summary.ts';

it('a build of several components tells how many were built', () => {
  const cases = [
    [0, 0, 'No component was built.'],
    [1, 1, 'Built 1 component.'],
    [2, 2, 'Built 2 components.'],
    [1, 3, 'Built 1 of 3 components; the others are up to date.'],
    [0, 1, 'The component is up to date.'],
    [0, 2, 'All 2 components are up to date.'],
  ] as const;
  for (const [built, all, expected] of cases) assert.equal(buildSummary(built, all), expected);
});
