import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProgressLine } from './progress-line.ts';

/** The output, with `<` for the sequences that clear a line and `N` for any number. */
function written(isTTY: boolean, use: (line: ProgressLine) => void): string {
  let text = '';
  use(new ProgressLine({ isTTY, columns: 40, write: (more) => (text += more) }));
  return text.replaceAll('\r\x1b[2K', '<').replaceAll(/[\d.]+(?= s\b)/g, 'N');
}

describe('progress', () => {
  it('is printed as separate lines without a terminal', () => {
    const text = written(false, (line) => {
      const end = line.begin('Building a');
      line.log('cargo says something');
      end();
    });
    assert.equal(text, 'Building a\ncargo says something\n');
  });

  it('is the last line of a terminal, with elapsed seconds, and finally the duration', () => {
    const text = written(true, (line) => {
      const end = line.begin('Building a');
      line.log('cargo says something');
      end();
      line.log('and after it');
    });
    assert.equal(
      text,
      '<Building a… N s<cargo says something\n<Building a… N s<Building a: N s\nand after it\n',
    );
  });

  it('is truncated to the width of the terminal', () => {
    const text = written(true, (line) => {
      const ends = ['Building a', 'Building one with a long name'].map((what) => line.begin(what));
      for (const end of ends) end();
    });
    assert.ok(text.includes('<Building a, Building one with a long na<'), text);
    assert.ok(text.endsWith('<Building one with a long name: N s\n'), text);
  });
});
