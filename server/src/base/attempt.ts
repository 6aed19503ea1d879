/** What an action returns; undefined if it throws, where the reason does not matter. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
