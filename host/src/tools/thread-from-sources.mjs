// The thread of tools when the host runs from its sources. Not part of any bundle.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
