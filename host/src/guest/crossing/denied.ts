import { HOST, type Crossing } from './crossing.ts';

/** The errors by which interfaces of WASI refuse ungranted access. */
const DENIED = new Set(['access', 'not-permitted', 'access-denied', 'HTTP-request-denied', 'read-only']);

/** Whether the host refused a call. */
export function isDenied({ callee, outcome }: Crossing): boolean {
  if (callee !== HOST || outcome?.kind !== 'value' || !outcome.isErr) return false;
  const { value } = outcome;
  const name = typeof value === 'string' ? value : (value as { tag?: unknown } | undefined)?.tag;
  return typeof name === 'string' && DENIED.has(name);
}
