/** Results of a query by its argument, valid until something changes. */
export class QueryCache<Question, Answer> {
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

  /** The results since the last change. */
  entries(): Iterable<readonly [Question, Answer]> {
    return this.#known;
  }

  delete(question: Question): void {
    this.#known.delete(question);
  }

  /** A new table: one that is cleared keeps what it held until the next full collection, since V8 links it to its successor. */
  invalidate(): void {
    this.#known = new Map();
  }
}
