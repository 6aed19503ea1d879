import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { github } from './github.ts';
import { json } from './json.ts';
import type { Report } from './report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 7 } };
const bad: Report = {
  path: 'wit',
  ok: false,
  diagnostics: [
    {
      file: 'wit/a,b.wit',
      range,
      severity: 'error',
      code: 'unknown-type',
      message: '`foo` is not 100% declared',
      related: [{ file: 'wit/c.wit', range, message: 'did you mean this?' }],
    },
  ],
};
const good: Report = { path: 'other', ok: true, diagnostics: [] };

describe('the formats of check', () => {
  test('text: prints one line per finding, related places below it, and a count at the end', () => {
    assert.equal(
      text.line(bad),
      'wit/a,b.wit:3:5: error: `foo` is not 100% declared [unknown-type]\n  wit/c.wit:3:5: did you mean this?\n',
    );
    assert.equal(text.end([bad, good]), '1 error and 0 warnings in 2 paths.\n');
    assert.equal(text.end([good]), 'No problems in 1 path.\n');
  });

  test('json: prints one line per path, with 0-based positions', () => {
    assert.deepEqual(JSON.parse(json.line(bad)), bad);
    assert.equal(json.line(good), '{"path":"other","ok":true,"diagnostics":[]}\n');
  });

  test('github: prints escaped annotations', () => {
    assert.equal(
      github.line(bad),
      '::error file=wit/a%2Cb.wit,line=3,endLine=3,col=5,endColumn=8,title=unknown-type::`foo` is not 100%25 declared\n',
    );
  });

  test('sarif: prints one run with the violated rules', () => {
    const { runs } = JSON.parse(sarif.end([bad, good]));
    assert.deepEqual(runs[0].tool.driver.rules, [{ id: 'unknown-type' }]);
    const [{ ruleId, level, locations, relatedLocations }] = runs[0].results;
    assert.deepEqual([ruleId, level, relatedLocations.length], ['unknown-type', 'error', 1]);
    assert.deepEqual(locations[0].physicalLocation.region, {
      startLine: 3,
      startColumn: 5,
      endLine: 3,
      endColumn: 8,
    });
  });
});
