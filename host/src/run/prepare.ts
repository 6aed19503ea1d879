import { basename } from 'node:path';
import { once } from '../../../server/src/base/once.ts';
import type { Grants } from '../protocol.ts';
import { transpile, type Transpiled, type TranspiledManifest } from '../engine/transpile.ts';
import { HOW_TO_GET_NODE, ownNode, type GuestNode } from '../base/guest-node.ts';
import { HostError } from '../base/problem.ts';
import { wasiImports } from '../wasi/imports.ts';
import { readySource } from '../wasi/input-stream.ts';
import { lookupNames, unmet, type Requirement, type Unmet } from '../wasi/requirements.ts';
import { unversioned } from '../../../server/src/base/ids.ts';

export interface PrepareContext {
  /** A folder for caches that survives restarts. */
  readonly storage: string;
  readonly signal?: AbortSignal;
  /** The Node.js that will run it; by default that of the host. */
  readonly node?: GuestNode;
  /** Its grants. */
  readonly grants?: Grants;
  /** Whether the instances of a composition may become one core module; not by default. */
  readonly fuse?: boolean;
}

/**
 * Translates a component, unless the cache has it, and checks its imports.
 * @throws HostError when it cannot be read, or when the host does not provide one of its imports
 */
export async function prepare(
  component: string,
  { storage, signal, node = ownNode(), grants = {}, fuse = false }: PrepareContext,
): Promise<Transpiled> {
  const transpiled = await transpile(component, storage, { signal, multiMemory: node.multiMemory, fuse });
  refuseUnmetImports(component, transpiled.manifest, grants);
  if (transpiled.manifest.asynchronous && !node.jspi) throw nodeTooOld(component, node);
  return transpiled;
}

const NO_STDIO = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };

/** Before anything runs: an import that is found missing later would look like a trap of the guest. */
export function refuseUnmetImports(
  component: string,
  manifest: TranspiledManifest,
  grants: Grants = {},
): void {
  const { needed, absent } = importsOf(manifest);
  const missing = [...absent, ...ungranted(needed, grants)];
  if (missing.length === 0) return;
  throw new HostError({
    code: 'missing-import',
    message: `${basename(component)} imports what the host does not provide: ${missing.map(sentence).join('; ')}`,
    help: helpFor(missing),
  });
}

/** The WASI that it needs of a host, and its imports that no host of ours provides: once for the runs of a component. */
const importsOf = once(({ imports, required }: TranspiledManifest) => {
  const known = wasiImports({}, NO_STDIO);
  // Interfaces with only types need no implementation.
  const needed = required.filter((one) => lookupNames(one.interface).some((name) => imports.includes(name)));
  const interfaces = new Set(needed.map((one) => unversioned(one.interface)));
  const others = imports.filter((name) => !interfaces.has(unversioned(name)) && !(name in known));
  const absent = [...unmet(needed, known), ...others.map(providedByNobody)];
  return { needed, absent };
});

const providedByNobody = (name: string): Unmet => ({ import: name, reason: 'nothing provides it' });

/** As in wasmtime, a component that wants stores does not start without one. */
function ungranted(needed: readonly Requirement[], { keyvalue = [] }: Grants): Unmet[] {
  if (keyvalue.length > 0) return [];
  return needed
    .filter((one) => one.interface.startsWith('wasi:keyvalue/'))
    .map((one) => ({ import: one.interface, reason: NOT_GRANTED }));
}

const NOT_GRANTED = 'no key-value store is granted';

function helpFor(missing: readonly Unmet[]): string {
  if (missing.some(({ reason }) => reason === NOT_GRANTED))
    return 'Grant a store in memory by -S keyvalue, or one that stays by --keyvalue, in a folder or on a Redis server; in VS Code by the setting wit.run.keyvalue.';
  if (missing.some((one) => one.import.startsWith('wasi:config/')))
    return 'Build the component for wasi:config 0.2.0-rc.1, 0.2.0-draft or 0.2.0-draft-2024-09-27. Its values are those of -S config-var=NAME=VALUE, in VS Code of the setting wit.run.config.';
  return missing.every((one) => one.import.startsWith('wasi:'))
    ? 'Build the component for WASI 0.2 or 0.3, or compose it with a component that provides this.'
    : 'Compose it with a component that exports this, and run the composition.';
}

const nodeTooOld = (component: string, { version }: GuestNode): HostError =>
  new HostError({
    code: 'node-too-old',
    message: `${component} has asynchronous functions, which need Node.js 24 or newer; here is ${version}`,
    help: HOW_TO_GET_NODE,
  });

const sentence = ({ import: name, reason }: Unmet): string => `${name} (${reason})`;
