// The thread of the network when the host runs from its sources, as guest-from-sources.mjs. Not part of any bundle.
import { register } from 'tsx/esm/api';

register();
await import('./network.ts');
