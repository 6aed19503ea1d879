import { parse, type ParsedFile } from '../syntax/parse.ts';

/** The parse result of a text, shared while a file has this text. */
interface SharedText {
  readonly tokens: WeakRef<ParsedFile['tokens']>;
  readonly ast: WeakRef<ParsedFile['ast']>;
}

/** Up to so many entries, those of texts that are gone are not looked for. */
const FEW = 256;

/**
 * Parses each text once, however many files contain it: a workspace has many copies of the same dependencies, and the
 * result does not depend on the file's place.
 */
export class SameTexts {
  readonly #known = new Map<string, SharedText>();
  #most = FEW;

  parse(uri: string, text: string): ParsedFile {
    const key = keyOf(text);
    const shared = this.#known.get(key);
    const [tokens, ast] = [shared?.tokens.deref(), shared?.ast.deref()];
    if (tokens && ast && tokens.text === text) return { uri, tokens, ast };
    const file = parse(uri, text);
    this.#known.set(key, { tokens: new WeakRef(file.tokens), ast: new WeakRef(file.ast) });
    if (this.#known.size > this.#most) this.#sweep();
    return file;
  }

  #sweep(): void {
    for (const [key, { tokens, ast }] of this.#known)
      if (!tokens.deref() || !ast.deref()) this.#known.delete(key);
    this.#most = Math.max(FEW, 2 * this.#known.size);
  }
}

/** Alike for equal texts, and for almost no others: they are compared. */
function keyOf(text: string): string {
  const middle = text.length >>> 1;
  return `${text.length} ${text.slice(0, 80)}${text.slice(middle, middle + 40)}${text.slice(-40)}`;
}
