// The thread that `race.test.ts` races with; a thread does not inherit the loader that lets Node read TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./swapper.ts');
