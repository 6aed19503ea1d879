/** A process for each .wast: what traps outside of a call would end the others. Prints the misses as JSON. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, type Script } from './wast.ts';

const [folder = '', ...options] = process.argv.slice(2);
const script = JSON.parse(readFileSync(join(folder, 'wast.json'), 'utf8')) as Script;
process.stdout.write(JSON.stringify(await runScript(script, folder, options.includes('--fused'))));
process.exit(0);
