/** The suites of a trusted workspace, in the order they run in. */
import './activation.test.ts';
import './language.test.ts';
import './links.test.ts';
import './plans.test.ts';
import './encoded.test.ts';
import './components.test.ts';
import './debugging.test.ts';
import './attaching.test.ts';
import './f5.test.ts';
import './launch-snippets.test.ts';
