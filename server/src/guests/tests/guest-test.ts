/** A test, or a suite of tests, in the sources of a guest. */
export interface GuestTest {
  /** As `wit-studio test` prints it, and as its option `--only` takes it. */
  readonly name: string;
  /** The last part of the name. */
  readonly label: string;
  /** UTF-16 offset. */
  readonly start: number;
  /** The tests of a suite; a test has none. */
  readonly tests?: readonly GuestTest[];
}
