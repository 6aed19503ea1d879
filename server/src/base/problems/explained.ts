/** What the page docs/errors/<code>.md of a problem says, in Markdown. */
export interface Explained {
  /** A sentence. */
  readonly title: string;
  /** What happened, and why. */
  readonly explanation: string;
  /** What the reader can do. */
  readonly remedy?: string;
}
