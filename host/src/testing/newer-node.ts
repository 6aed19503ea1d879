import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { needs } from '../../../server/src/testing/needs.ts';
import { NODE_PACKAGE } from '../node/candidates.ts';
import { hasJspi } from '../node/flags.ts';

/** Where `scripts/install.mjs` puts it (scripts/lib/newer-node.mjs). */
const installed = resolve('.cache/newer-node/node_modules', NODE_PACKAGE, 'bin/node');

const path = hasJspi() ? process.execPath : (process.env['NEWER_NODE'] ?? installed);

/** A Node.js that can suspend WebAssembly. `missing` is the `skip` of a test that runs guests on it. */
export const newerNode = {
  path,
  missing: needs(existsSync(path), 'there is no newer Node.js: node scripts/install.mjs fetches it'),
};
