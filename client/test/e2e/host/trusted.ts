/** The suites of a trusted workspace, in the order they run in. */
import './activation.test.ts';
