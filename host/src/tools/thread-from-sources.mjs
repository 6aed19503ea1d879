// The thread of tools when the host runs from its sources, as run/guest-from-sources.mjs. Not part of any bundle.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
