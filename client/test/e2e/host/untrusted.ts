/** The suites of a workspace in restricted mode. */
import './trust.test.ts';
