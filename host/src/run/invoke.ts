import type { Exports } from '../engine/instantiate.ts';
import { HostError } from '../problem.ts';

export async function invoke(_instance: Exports, { call }: { call: string }): Promise<string> {
  throw new HostError({ code: 'no-such-export', message: call });
}
