/** The content of the page docs/errors/<code>.md of a problem, in Markdown. */
export interface Explained {
  /** A sentence. */
  readonly title: string;
  /** The situation and its cause. */
  readonly explanation: string;
  /** The steps that solve the problem. */
  readonly remedy?: string;
}
