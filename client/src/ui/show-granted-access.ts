import type { AccessRequest, Grants } from '../../../host/src/protocol.ts';
import type { Studio } from '../studio.ts';
import { describeGrantedAccess } from './granted-access.ts';

/** Writes the access that a component requests into the output before its first run, and again when it has changed. */
export async function showGrantedAccess(
  studio: Studio,
  subject: string,
  accessRequests: readonly AccessRequest[],
  grants: Grants,
): Promise<void> {
  const key = `asked:${subject}`;
  const text = describeGrantedAccess(accessRequests, grants) ?? '';
  if (text === studio.memory.get(key, '')) return;
  if (text !== '') studio.output.appendLine(text);
  await studio.memory.update(key, text);
}
