/** The kinds of plan, by the name of the file or its URI; `config` is a configuration of `wasm-tools compose`. */
export type PlanKind = 'composition' | 'config' | 'wac';

/** Called often for every file of a workspace, most of which are WIT. */
export function planKind(name: string): PlanKind | undefined {
  if (name.endsWith('.wit')) return undefined;
  const file = name.slice(name.lastIndexOf('/') + 1);
  return kinds.get(file) ?? (file.endsWith('.wac') ? 'wac' : undefined);
}

const kinds: ReadonlyMap<string, PlanKind> = new Map([
  ['composition.toml', 'composition'],
  ['composition.yaml', 'config'],
  ['composition.yml', 'config'],
  ['wasm-compose.yaml', 'config'],
  ['wasm-compose.yml', 'config'],
]);

/** The kind of a file with any name: by the name, else by keys that only a plan has. */
export function planKindOf(name: string, text: string): PlanKind | undefined {
  const named = planKind(name);
  if (named) return named;
  if (name.endsWith('.toml') && tomlKeys.test(text)) return 'composition';
  return /\.ya?ml$/.test(name) && yamlKeys.test(text) ? 'config' : undefined;
}

const tomlKeys = /^\s*(\[\s*instances\s*[.\]]|document\s*=\s*["'].*\.wac["'])/m;
const yamlKeys = /^(instantiations|search-paths|import-components|disallow-imports)\s*:/m;
