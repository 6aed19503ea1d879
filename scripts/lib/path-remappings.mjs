import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Panic messages carry source paths; they must not carry those of the machine that built. */
export function pathRemappings() {
  const sources = join(process.env['CARGO_HOME'] ?? join(homedir(), '.cargo'), 'registry/src');
  return readdirSync(sources).map((registry) => `--remap-path-prefix=${join(sources, registry)}=crates`);
}
