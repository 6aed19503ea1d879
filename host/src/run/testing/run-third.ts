/**
 * Runs all cases of WASI 0.3 on a Node.js that can suspend WebAssembly, in one process.
 * usage: node --import tsx run-third.ts STORAGE, prints the outcomes as JSON
 */
import { grantedFolder } from './folder.ts';
import { runHere } from './here.ts';
import type { Outcome } from './case.ts';
import { thirdCases } from './third-cases.ts';

const outcomes: Outcome[] = [];
for (const one of thirdCases) {
  const folder = one.folder ? grantedFolder() : undefined;
  try {
    outcomes.push(await runHere(one, folder, process.argv[2] ?? ''));
  } finally {
    folder?.remove();
  }
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit(0));
