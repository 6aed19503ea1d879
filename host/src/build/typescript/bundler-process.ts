/** Runs the program of esbuild's service, the first argument, with the rest of the arguments. */
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// V8 would optimize 11 MB of code on all processors for seconds, and a guest is bundled long before that pays: the
// first bundle takes a third of the time without it, the ones behind it an eighth.
setFlagsFromString('--liftoff-only');
const [service] = process.argv.splice(2, 1);
module.createRequire(import.meta.url)(service!);
