import type { GuestTest } from '../../guests/tests/guest-test.ts';
import { testsIn } from '../../guests/tests/read-tests.ts';
import { TESTS_IN, type TestsInParams } from '../extensions.ts';
import type { Handler } from '../session.ts';

/** The tests in a source of a guest, for clients that list them. */
export const testsInHandler: Handler = {
  capabilities: () => ({}),
  register: (session) =>
    session.connection.onRequest(
      TESTS_IN,
      session.request(TESTS_IN, [] as readonly GuestTest[], (_view, { path, text }: TestsInParams) =>
        testsIn(text, path),
      ),
    ),
};
