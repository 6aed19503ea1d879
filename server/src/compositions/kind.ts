/** The kinds of plan, by the name of the file or its URI; `config` is a configuration of `wasm-tools compose`. */
export type PlanKind = 'composition' | 'config' | 'wac';

export function planKind(name: string): PlanKind | undefined {
  if (/(^|\/)composition\.toml$/.test(name)) return 'composition';
  if (/(^|\/)(wasm-compose|composition)\.ya?ml$/.test(name)) return 'config';
  return name.endsWith('.wac') ? 'wac' : undefined;
}
