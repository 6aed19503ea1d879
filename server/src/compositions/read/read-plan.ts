import type { PlanSource } from '../plan-source.ts';
import type { Problems } from '../problems.ts';
import { type Composition, readComposition } from './read-composition.ts';
import { readConfig } from './read-config.ts';

/**
 * Reads a plan in TOML, or the configuration of `wasm-tools compose` in YAML.
 * @param root path of the root component, for a configuration
 * @throws ProblemError `plan-syntax` where there is nothing to read
 */
export function readPlan(source: PlanSource, problems: Problems, root?: string): Composition {
  return isYaml(source.file) ? readConfig(source, problems, root) : readComposition(source, problems);
}

export const isYaml = (file: string): boolean => /\.ya?ml$/.test(file);
