/**
 * A host of its own that a test may end: eight instances at once count up one key of a store in a folder, and print
 * each sum once it is acknowledged. usage: counters.ts FOLDER STORAGE TIMES
 */
import { resolve } from 'node:path';
import { run } from '../run.ts';

const [folder = '', storage = '', times = ''] = process.argv.slice(2);
const INSTANCES = 8;
const component = resolve('test-fixtures/programs/keyvalue/keyvalue.wasm');
const grants = {
  args: ['keyvalue.wasm', 'open', '+', 'count', 'n', times],
  keyvalue: [{ identifiers: [''], place: { kind: 'folder', folder } }],
} as const;
const output = (_: string, bytes: Uint8Array): void => void process.stdout.write(bytes);
const one = () => run({ component, grants }, { signal: new AbortController().signal, storage, output });
await Promise.all(Array.from({ length: INSTANCES }, one));
