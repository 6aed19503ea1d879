import type { Span } from '../../base/toml-keys.ts';
import { utf16Offset } from '../../base/utf8.ts';
import type { Diagnostic } from '../toolkit.ts';

/** A text with repairs, so that what follows a mistake can be read. Offsets are those of UTF-16, as in any string. */
export class MendedText {
  #text: string;
  /** In the order in which they were made, in bytes of the text of that time. */
  readonly #insertions: { readonly at: number; readonly length: number }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** By as many bytes of UTF-8, in as many lines, so that all other places stay the same. */
  blank(start: number, end: number): void {
    const spaces = this.#text.slice(start, end).replace(/[^\n]/gu, (one) => ' '.repeat(bytesOf(one)));
    this.#text = this.#text.slice(0, start) + spaces + this.#text.slice(end);
  }

  /** @param inserted text in ASCII */
  insert(at: number, inserted: string): void {
    this.#insertions.push({ at: bytesOf(this.#text.slice(0, at)), length: inserted.length });
    this.#text = this.#text.slice(0, at) + inserted + this.#text.slice(at);
  }

  /** Where a mistake begins in this text. */
  startOf({ labels }: Pick<Diagnostic, 'labels'>): number | undefined {
    const [label] = labels;
    return label && utf16Offset(this.#text, label.span.start);
  }

  /** A mistake in this text with the places of the original one. */
  original(mistake: Diagnostic): Diagnostic {
    const labels = mistake.labels.map(({ span, ...rest }) => ({
      ...rest,
      span: { start: this.#originalByte(span.start), end: this.#originalByte(span.end) },
    }));
    return { ...mistake, labels };
  }

  #originalByte(byte: number): number {
    return this.#insertions.reduceRight(
      (now, { at, length }) => (now <= at ? now : Math.max(at, now - length)),
      byte,
    );
  }
}

/** The bytes of UTF-8 of a part of a text. */
export const bytesAt = (text: string, { start, end }: Span): Span => ({
  start: bytesOf(text.slice(0, start)),
  end: bytesOf(text.slice(0, end)),
});

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
