/** A failure that the user resolves: its message says what failed and what to do, and needs no stack. */
export class SetupFailure extends Error {}

/** Runs the work of a script; a SetupFailure is printed by its message alone, and ends the script with 1. */
export async function reportingFailure(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
