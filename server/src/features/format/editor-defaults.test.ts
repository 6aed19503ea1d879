import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formatText } from './format-text.ts';

test('Format Document in VS Code indents like `wit-studio format`', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: { configurationDefaults: Record<string, Record<string, unknown>> };
  };
  const defaults = contributes.configurationDefaults['[wit]'] ?? {};
  assert.equal(defaults['editor.insertSpaces'], true);
  // Indentation found in the file would take precedence.
  assert.equal(defaults['editor.detectIndentation'], false);
  const indent = ' '.repeat(Number(defaults['editor.tabSize']));
  const text = 'package a:b;\ninterface i {\n      record r {\n a: u8,\n}\n}\n';
  assert.equal(formatText(text), formatText(text, { indent }));
  assert.match(formatText(text)!, /^ {2}record r \{\n {4}a: u8,$/m);
});
