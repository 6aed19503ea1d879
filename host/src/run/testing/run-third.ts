/**
 * Runs a table of cases of WASI 0.3 on a Node.js that can suspend WebAssembly, in one process.
 * usage: node --import tsx run-third.ts STORAGE TABLE, prints the outcomes as JSON
 */
import { grantedFolder } from './folder.ts';
import { runHere } from './here.ts';
import type { Outcome } from './case.ts';
import { thirdTables } from './third-cases.ts';

const [storage = '', table = ''] = process.argv.slice(2);
const outcomes: Outcome[] = [];
for (const one of thirdTables[table] ?? []) {
  const folder = one.folder ? grantedFolder() : undefined;
  try {
    outcomes.push(await runHere(one, folder, storage));
  } finally {
    folder?.remove();
  }
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit(0));
