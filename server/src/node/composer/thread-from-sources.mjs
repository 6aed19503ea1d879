// The composer's thread when the server runs from its sources: a thread does not inherit the loader that lets
// Node read TypeScript. Not part of any bundle.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
