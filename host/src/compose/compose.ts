import { HostError } from '../problem.ts';
import type { ComposeParams, ComposeResult } from '../protocol.ts';

/** What composing needs of the host around it. */
export interface ComposeContext {
  /** Builds a folder and gives the path of its component. */
  build(folder: string): Promise<string>;
  readonly signal: AbortSignal;
}

export async function compose(_params: ComposeParams, _context: ComposeContext): Promise<ComposeResult> {
  throw new HostError({ code: 'compose-missing', message: 'composing is not there yet' });
}
