/** The difference between the outcome of a case and the expected one; `undefined` if there is none. */
export type Miss = string | undefined;

export interface Result {
  readonly name: string;
  readonly ours: Miss;
  /** Absent where wasmtime has no part in it. */
  readonly wasmtime?: Miss;
}

/** The cases that we are known to miss, and why. */
export type Known = Readonly<Record<string, string>>;

/** Prints every miss with its cause, and both counts. @returns whether all is as it is known */
export function report(suite: string, results: readonly Result[], known: Known): boolean {
  const missed = results.filter(({ ours }) => ours !== undefined);
  for (const { name, ours, ...others } of missed) {
    const { wasmtime = 'passes' } = others;
    const there = 'wasmtime' in others ? `wasmtime: ${firstLine(wasmtime)}` : 'without wasmtime';
    print(`miss ${name}: ${known[name] ?? `NOT KNOWN: ${ours}`} (${there})`);
  }
  const better = results.filter(({ ours, wasmtime }) => ours === undefined && wasmtime !== undefined);
  for (const { name, wasmtime } of better) print(`only here ${name}: wasmtime: ${firstLine(wasmtime!)}`);
  const mended = Object.keys(known).filter((name) => results.some((one) => one.name === name && !one.ours));
  for (const name of mended) print(`mended ${name}: take it off the list`);
  const passed = (host: 'ours' | 'wasmtime') => {
    const compared = results.filter((one) => host in one);
    return `${compared.filter((one) => one[host] === undefined).length} of ${compared.length}`;
  };
  print(`${suite}: ${passed('ours')}; wasmtime ${passed('wasmtime')}`);
  return mended.length === 0 && missed.every(({ name }) => name in known);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const firstLine = (text: string): string => text.split('\n', 1)[0]!.slice(0, 160);
