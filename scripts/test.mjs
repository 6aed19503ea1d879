/**
 * Everything: build, lint, unit tests, packages, and the packages in a real VS Code.
 * Prints the sum of all tests last, and fails when anything did.
 */
import { spawnSync } from 'node:child_process';
import { installWorkbench } from './e2e/install-workbench.mjs';
import { WORKBENCH } from './e2e/workbench.mjs';
import { add, countedRuns, NONE, summary } from './lib/counts.mjs';

/** A step without tests counts when it fails; the steps after a `vital` one need its result. */
const steps = [
  { title: 'build', npm: 'build', vital: true },
  { title: 'lint', npm: 'lint' },
  { title: 'package', npm: 'package', vital: true },
  { title: 'unit tests', counted: [['scripts/test-unit.mjs']] },
  {
    title: 'VS Code',
    prepare: () => installWorkbench(WORKBENCH),
    // A processor for each: they wait for an editor most of the time.
    counted: [
      ['scripts/e2e/run.mjs', 'screen'],
      ['scripts/e2e/run.mjs', 'host', 'untrusted', 'browser', 'pages'],
      // Built meanwhile, with the processors that the tests leave free.
      ['scripts/e2e/run.mjs', 'languages'],
    ],
  },
];

async function runStep({ npm, prepare, counted }) {
  prepare?.();
  if (counted) return countedRuns(counted);
  const { status } = spawnSync('npm', ['run', '--silent', npm], { stdio: 'inherit' });
  return status === 0 ? NONE : { ...NONE, failed: 1 };
}

let total = NONE;
const failed = [];
for (const step of steps) {
  console.log(`\n== ${step.title}`);
  const counts = await runStep(step);
  total = add(total, counts);
  if (counts.failed > 0) failed.push(step.title);
  if (counts.failed > 0 && step.vital) break;
}
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
console.log(`\n${summary(total)}`);
process.exit(total.failed > 0 ? 1 : 0);
