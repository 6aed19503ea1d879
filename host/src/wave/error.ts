/** The text is not WAVE, or not of the required type; `offset` is in UTF-16 units. */
export class WaveError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}
