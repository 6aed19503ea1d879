/**
 * The address to serve at again, so that links to it stay alive: the one of the last time, if the setting takes
 * any port of the same host.
 */
export function addressAgain(configured: string, before: string | undefined): string | undefined {
  const isSameHost = before?.replace(/:\d+$/, ':0') === configured;
  return isSameHost ? before : undefined;
}
