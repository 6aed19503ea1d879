/**
 * The `skip` of a test that needs something of the machine: false where it is there.
 * @param reason what is missing, and what would bring it
 * @throws under CI, where a test that is skipped would prove nothing and look green
 */
export function needs(isThere: boolean, reason: string): string | false {
  if (isThere) return false;
  if (process.env['CI']) throw new Error(`CI skips no test: ${reason}`);
  return reason;
}
