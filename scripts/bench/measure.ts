/** Timings in milliseconds that are valid on a noisy machine: the compared sides run in turn, and ratios are paired. */
export interface Figures {
  readonly p50: number;
  readonly p95: number;
}

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

export function figures(samples: readonly number[]): Figures {
  const sorted = [...samples].sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

export async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The processor's time of all threads of this process, in milliseconds, which depends less on other load. */
export async function processorTime(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** Two sides in turn; `ratio` is the median of the first by the second. */
export interface Pair {
  readonly first: Figures;
  readonly second: Figures;
  readonly ratio: number;
}

/** Runs two functions in turn. @returns the median of first / second, and the figures of both */
export async function pair(rounds: number, first: () => unknown, second: () => unknown): Promise<Pair> {
  const [ones, others, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const [one, other] = [await time(first), await time(second)];
    ones.push(one);
    others.push(other);
    ratios.push(one / other);
  }
  return { first: figures(ones), second: figures(others), ratio: figures(ratios).p50 };
}

const columns = [54, 12, 12];

export function row(what: string, { p50, p95 }: Figures): void {
  const cells = [what, `${p50.toFixed(2)} ms`, `${p95.toFixed(2)} ms`];
  console.log(
    cells.map((cell, i) => (i === 0 ? cell.padEnd(columns[0]!) : cell.padStart(columns[i]!))).join(''),
  );
}

export function ratio(what: string, value: number): void {
  console.log(`${what.padEnd(columns[0]!)}${value.toFixed(3).padStart(columns[1]!)}`);
}

export function heading(text: string): void {
  console.log(`\n${text}${' '.repeat(Math.max(1, columns[0]! - text.length))}         p50         p95`);
}
