/** Answers to questions that are asked again and again, which hold until something changes. */
export class Answers<Question, Answer> {
  readonly #find: (question: Question) => Answer;
  #known = new Map<Question, Answer>();

  constructor(find: (question: Question) => Answer) {
    this.#find = find;
  }

  get(question: Question): Answer {
    const known = this.#known.get(question);
    if (known !== undefined || this.#known.has(question)) return known!;
    const found = this.#find(question);
    this.#known.set(question, found);
    return found;
  }

  /** Those that were given since the last change. */
  given(): Iterable<readonly [Question, Answer]> {
    return this.#known;
  }

  forget(question: Question): void {
    this.#known.delete(question);
  }

  /** A new table: one that is cleared keeps what it held until the next full collection, since V8 links it to its successor. */
  changed(): void {
    this.#known = new Map();
  }
}
