/** The two kinds of plan, by the name of the file or its URI. */
export type PlanKind = 'composition' | 'wac';

export function planKind(name: string): PlanKind | undefined {
  if (/(^|\/)composition\.toml$/.test(name)) return 'composition';
  return name.endsWith('.wac') ? 'wac' : undefined;
}
