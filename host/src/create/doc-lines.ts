/** The docs of an item in WIT as lines of comments, each behind a mark such as `//`. */
export const docLines = (docs: string, mark: string): string[] =>
  docs === '' ? [] : docs.split('\n').map((line) => `${mark} ${line}`.trimEnd());
