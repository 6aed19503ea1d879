// The thread that `race.test.ts` races with.
import { importSource } from '../../../../../scripts/lib/import-source.mjs';

await importSource('host/src/wasi/filesystem/testing/swapper.ts');
