/** Writes to standard output. */
export const toOutput = (text: string): void => void process.stdout.write(text);
