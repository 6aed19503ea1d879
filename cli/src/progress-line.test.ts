import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProgressLine } from './progress-line.ts';

/** What was written, with the signs that clear a line as `<`, and any figure as `N`. */
function written(isTTY: boolean, use: (line: ProgressLine) => void): string {
  let text = '';
  use(new ProgressLine({ isTTY, columns: 40, write: (more) => (text += more) }));
  return text.replaceAll('\r\x1b[2K', '<').replaceAll(/[\d.]+(?= s\b)/g, 'N');
}

describe('what is under way', () => {
  it('is a line of its own where no terminal is', () => {
    const text = written(false, (line) => {
      const end = line.begin('Building a');
      line.log('cargo says something');
      end();
    });
    assert.equal(text, 'Building a\ncargo says something\n');
  });

  it('is the last line of a terminal, with the seconds so far, and at the end how many it took', () => {
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

  it('is as long as the terminal is wide, however many are at work', () => {
    const text = written(true, (line) => {
      const ends = ['Building a', 'Building one with a long name'].map((what) => line.begin(what));
      for (const end of ends) end();
    });
    assert.ok(text.includes('<Building a, Building one with a long na<'), text);
    assert.ok(text.endsWith('<Building one with a long name: N s\n'), text);
  });
});
