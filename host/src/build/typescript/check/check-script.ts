import { parse } from 'acorn';
import { checkImports } from './check-imports.ts';
import { checkMembers } from './check-members.ts';
import type { ComponentManifest } from '../manifest.ts';
import { useOf, type ScriptUse } from './script-use.ts';
import type { World } from '../world.ts';

/** The part of a world that a script is checked against. */
export type CheckedWorld = Pick<World, 'name' | 'imports' | 'interfaces'>;

/**
 * Compares a bundle with its world: its imports, and the members of the interfaces that it exports. A job of the tool
 * thread.
 *
 * @param map the source map of the bundle
 * @returns the script's dependencies outside of the world
 * @throws HostError `guest-import-missing`, `guest-export-missing`
 */
export function checkScript(
  manifest: ComponentManifest,
  world: CheckedWorld,
  script: string,
  map: string,
): ScriptUse {
  const program = parse(script, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  checkImports(manifest, world, program, map);
  checkMembers(manifest, world, program, map);
  return useOf(program);
}
