import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { DocumentTexts } from './document-texts.ts';

const at = (line: number, character: number) => ({ line, character });

function applyChanges(text: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  const texts = new DocumentTexts();
  texts.open('a', text);
  return texts.change('a', changes);
}

describe('changes of a document', () => {
  test('replace a range, or the whole text', () => {
    const range = { start: at(1, 0), end: at(1, 1) };
    assert.equal(applyChanges('ab\ncd', [{ range, text: 'XY' }]), 'ab\nXYd');
    assert.equal(applyChanges('ab\ncd', [{ text: 'new' }]), 'new');
  });

  test('are applied in order', () => {
    const insert = (character: number, text: string) => ({
      range: { start: at(0, character), end: at(0, character) },
      text,
    });
    assert.equal(applyChanges('', [insert(0, 'a\n'), insert(0, 'b'), insert(1, 'c')]), 'bca\n');
  });

  test('tolerate ranges outside the text and reversed ones', () => {
    assert.equal(applyChanges('abc', [{ range: { start: at(7, 7), end: at(0, 1) }, text: '!' }]), 'a!');
  });

  test('can split a line and join it again in separate notifications', () => {
    const texts = new DocumentTexts();
    texts.open('a', 'ab\ncd');
    texts.change('a', [{ range: { start: at(0, 1), end: at(0, 1) }, text: '\n\n' }]);
    assert.equal(texts.change('a', [{ range: { start: at(3, 0), end: at(3, 1) }, text: '' }]), 'a\n\nb\nd');
    assert.equal(texts.change('a', [{ range: { start: at(0, 1), end: at(2, 0) }, text: '' }]), 'ab\nd');
  });

  test('are rejected for a document that is not open', () => {
    const texts = new DocumentTexts();
    texts.open('a', '');
    texts.close('a');
    assert.throws(() => texts.change('a', [{ text: 'new' }]), /not open/);
  });

  test('after the last line do not shift later ones', () => {
    const texts = new DocumentTexts();
    texts.open('a', 'ab');
    assert.equal(texts.change('a', [{ range: { start: at(4, 2), end: at(5, 5) }, text: '\n' }]), 'ab\n');
    assert.equal(texts.change('a', [{ range: { start: at(3, 5), end: at(6, 3) }, text: 'c' }]), 'ab\nc');
    assert.equal(texts.change('a', [{ range: { start: at(1, 0), end: at(1, 1) }, text: 'd' }]), 'ab\nd');
  });
});
