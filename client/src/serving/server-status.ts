/** What the status bar says of a server. */
export interface ShownServer {
  readonly url: string;
  /** Why what its changed sources have become cannot be served. */
  readonly outdated?: string;
}

/** Each address with an icon of its own, so that a warning belongs to one of them. */
export function statusText(servers: readonly ShownServer[]): string {
  return servers
    .map(({ url, outdated }) => `$(${outdated === undefined ? 'radio-tower' : 'warning'}) ${url}`)
    .join(' ');
}

/** A sentence on each server that serves its former build. */
export function outdatedTexts(servers: readonly ShownServer[]): string[] {
  return servers.flatMap(({ url, outdated }) =>
    outdated === undefined ? [] : [`The former build is served at ${url}. ${outdated}`],
  );
}
