import type { Exports } from '../../engine/instantiate.ts';
import type { CallTimes } from '../../protocol.ts';
import type { Call } from '../../wave/call.ts';
import { callable } from './invoke.ts';

/** Below this a clock is no measure. */
const SHORTEST_MS = 0.02;
const MOST_SAMPLES = 100_000;

/**
 * Calls one export repeatedly in one instance.
 * @param forMs the duration that is measured, after a warm-up of a quarter of it
 * @throws the guest's trap
 */
export async function repeat(
  instance: Exports,
  call: Call,
  forMs: number,
): Promise<Omit<CallTimes, 'instance'>> {
  const once = callable(instance, call);
  const batch = async (count: number): Promise<number> => {
    const start = performance.now();
    for (let at = 0; at < count; at++) {
      const result = once();
      if (result instanceof Promise) await result;
    }
    return performance.now() - start;
  };
  const firstMs = await batch(1);
  let count = 1;
  for (const end = performance.now() + forMs / 4; performance.now() < end;)
    if ((await batch(count)) < SHORTEST_MS) count *= 2;
  const samples: number[] = [];
  const start = performance.now();
  while (performance.now() - start < forMs && samples.length < MOST_SAMPLES)
    samples.push((await batch(count)) / count);
  const tookMs = performance.now() - start;
  samples.sort((a, b) => a - b);
  const quantile = (q: number): number =>
    samples[Math.min(samples.length - 1, Math.floor(samples.length * q))] ?? firstMs;
  const perSecond = ((samples.length * count) / tookMs) * 1000;
  return { firstMs, p50Ns: quantile(0.5) * 1e6, p99Ns: quantile(0.99) * 1e6, perSecond };
}
