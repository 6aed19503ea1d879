import { realpathSync } from 'node:fs';
import { loadBindgen } from '../../host/src/engine/jco.ts';

/**
 * The reference's whole check of a package folder: jco's bindings generator reads and resolves it before it
 * finds that the world is not there. It opens no folder through a link.
 */
export async function witParser(): Promise<(folder: string) => void> {
  const { generateTypes } = await loadBindgen();
  return (folder) => {
    try {
      generateTypes('x', { wit: { tag: 'path', val: realpathSync(folder) }, world: 'no-such-world' });
    } catch (error) {
      const message = String((error as { payload?: unknown }).payload ?? error);
      if (!message.includes('no-such-world')) throw error;
    }
  };
}
