/** What the status bar says of a server. */
export interface ShownServer {
  /** The path of what is served, as a user reads it. */
  readonly name: string;
  readonly url: string;
  /** Why what its changed sources have become cannot be served. */
  readonly outdated?: string;
}

export const statusText = ({ url, outdated }: ShownServer): string =>
  `$(${outdated === undefined ? 'radio-tower' : 'warning'}) ${url}`;

/** A sentence on what is served, and one on what is not. */
export const statusSentences = ({ name, outdated }: ShownServer): string =>
  outdated === undefined ? `Serves ${name}.` : `Serves the former build of ${name}. ${outdated}`;
