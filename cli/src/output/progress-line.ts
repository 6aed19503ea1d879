/** The part of a standard error stream that progress output needs. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows the current work: in a terminal by one line with the seconds so far, below the log. */
export class ProgressLine {
  readonly #out: Terminal;
  /** The active tasks with their start times, in milliseconds. */
  readonly #jobs = new Map<string, number>();
  #ticking: NodeJS.Timeout | undefined;

  constructor(out: Terminal) {
    this.#out = out;
  }

  /** @returns what ends it; a terminal shows then how long it took */
  begin(what: string): () => void {
    if (!this.#out.isTTY) {
      this.#out.write(`${what}\n`);
      return () => {};
    }
    const started = Date.now();
    this.#jobs.set(what, started);
    this.#ticking ??= setInterval(() => this.#draw(), 1000).unref();
    this.#draw();
    return () => {
      if (this.#jobs.delete(what)) this.log(`${what}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
      if (this.#jobs.size > 0) return;
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    };
  }

  log(line: string): void {
    if (this.#ticking) this.#out.write(CLEAR);
    this.#out.write(`${line}\n`);
    if (this.#jobs.size > 0) this.#draw();
  }

  #draw(): void {
    const since = Math.floor((Date.now() - Math.min(...this.#jobs.values())) / 1000);
    const text = `${[...this.#jobs.keys()].join(', ')}… ${since} s`;
    // A longer one would not be on one line, which is all that can be cleared.
    this.#out.write(`${CLEAR}${text.slice(0, (this.#out.columns || 80) - 1)}`);
  }
}

/** Back to the start of the line, and clear it. */
const CLEAR = '\r\x1b[2K';
