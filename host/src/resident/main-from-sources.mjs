// The resident host when the command runs from its sources. Not part of any bundle.
import { importSource } from '../../../scripts/lib/import-source.mjs';

await importSource('cli/src/resident.ts');
