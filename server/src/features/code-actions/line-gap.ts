/**
 * The white space between two tokens without blank lines and comments: a line break and the indentation of the line
 * below, or a space within a line.
 */
export function lineGap(gap: string): string {
  const lineBreak = /\r?\n/.exec(gap)?.[0];
  return lineBreak === undefined ? ' ' : lineBreak + gap.slice(gap.lastIndexOf('\n') + 1);
}
