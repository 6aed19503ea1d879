/** The suites of the package that fits every platform. */
import './builder.test.ts';
