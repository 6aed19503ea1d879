// The thread of tools when the host runs from its sources. Not part of any bundle.
import { importSource } from '../../../scripts/lib/import-source.mjs';

await importSource('host/src/tools/thread.ts');
