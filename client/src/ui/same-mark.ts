interface Position {
  readonly line: number;
  readonly character: number;
}

/** What is compared of a diagnostic. */
export interface Mark {
  readonly code?: string | number | { readonly value: string | number } | undefined;
  readonly range: { readonly start: Position; readonly end: Position };
}

/**
 * Whether a mark of the language server says what a mark of the component host says: the same code at the same place.
 * `wit-invalid` stands for any error in WIT, which the language server calls by its own code.
 */
export function isSameMark(own: Mark, other: Mark): boolean {
  if (codeOf(own) === 'wit-invalid') return touches(own.range, other.range);
  return codeOf(own) === codeOf(other) && isEqual(own.range, other.range);
}

function codeOf({ code }: Mark): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}

function isEqual(one: Mark['range'], other: Mark['range']): boolean {
  return compare(one.start, other.start) === 0 && compare(one.end, other.end) === 0;
}

function touches(one: Mark['range'], other: Mark['range']): boolean {
  return compare(one.start, other.end) <= 0 && compare(other.start, one.end) <= 0;
}

function compare(one: Position, other: Position): number {
  return one.line - other.line || one.character - other.character;
}
