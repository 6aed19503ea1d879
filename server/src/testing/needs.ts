/**
 * The `skip` of a test that needs something of the machine: false if that is available.
 * @param reason what is missing, and how to get it
 * @throws under CI, where a skipped test would prove nothing and look green
 */
export function needs(isThere: boolean, reason: string): string | false {
  if (isThere) return false;
  if (process.env['CI']) throw new Error(`CI skips no test: ${reason}`);
  return reason;
}
