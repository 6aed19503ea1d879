// The decoder's thread when the server runs from its sources. Not part of any bundle.
import { importSource } from '../../../../scripts/lib/import-source.mjs';

await importSource('server/src/node/decoder/thread.ts');
