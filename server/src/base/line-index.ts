/** 0-based line, and column in UTF-16 units, as LSP counts them by default. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Turns UTF-16 offsets of one text into lines and columns and back. Lines end at LF, CRLF or a lone CR (LSP 3.17). */
export class LineIndex {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = lineStarts(text);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  positionAt(offset: number): LinePosition {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.starts[line]! };
  }

  /** A position outside of the text is moved to the nearest one inside; a line ends before its line break. */
  offsetAt({ line, character }: LinePosition): number {
    if (line < 0) return 0;
    const start = this.starts[line];
    return start === undefined
      ? this.text.length
      : Math.min(start + Math.max(0, character), this.lineEnd(line));
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private lineEnd(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > this.starts[line]! && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return end;
  }
}

const isLineBreak = (code: number): boolean => code === 10 || code === 13;

function lineStarts(text: string): number[] {
  const starts = [0];
  // Almost no text has a CR, and looking for one character is what engines do fastest.
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
