/**
 * Runs a table of cases of WASI 0.3 on a Node.js that can suspend WebAssembly, in one process.
 * usage: node --import tsx run-p3.ts STORAGE TABLE, prints the outcomes as JSON
 */
import { grantedFolder } from './folder.ts';
import { runOnHost } from './on-host.ts';
import type { Outcome } from './case.ts';
import { p3Tables } from './p3-cases.ts';

const [storage = '', table = ''] = process.argv.slice(2);
const outcomes: Outcome[] = [];
for (const one of p3Tables[table] ?? []) {
  const folder = one.folder ? grantedFolder() : undefined;
  try {
    outcomes.push(await runOnHost(one, folder, storage));
  } finally {
    folder?.remove();
  }
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit(0));
