import { transpile, type Transpiled, type TranspiledManifest } from '../engine/transpile.ts';
import { howToGetNode, ownNode, type GuestNode } from '../guest-node.ts';
import { HostError } from '../problem.ts';
import { wasiImports } from '../wasi/imports.ts';
import { readySource } from '../wasi/input-stream.ts';
import { unmet, type Unmet } from '../wasi/requirements.ts';

export interface PrepareContext {
  /** A folder for caches that survives restarts. */
  readonly storage: string;
  readonly signal?: AbortSignal;
  /** What will run it; by default the host's own. */
  readonly node?: GuestNode;
}

/**
 * Translates a component, unless the cache has it, and checks what it asks for.
 * @throws HostError when it cannot be read, or asks for what nobody provides
 */
export async function prepare(
  component: string,
  { storage, signal, node = ownNode() }: PrepareContext,
): Promise<Transpiled> {
  const transpiled = await transpile(component, storage, signal, node.multiMemory);
  refuseUnmetImports(component, transpiled.manifest);
  if (transpiled.manifest.asynchronous && !node.jspi) throw nodeTooOld(component, node, storage);
  return transpiled;
}

const NO_STDIO = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };

/** Before anything runs: an import that is found missing later would look like a trap of the guest. */
export function refuseUnmetImports(component: string, { imports, required }: TranspiledManifest): void {
  const known = wasiImports({}, NO_STDIO);
  // Interfaces of nothing but types are required and not asked for.
  const asked = required.filter((one) => imports.includes(unversioned(one.interface)));
  const interfaces = new Set(asked.map((one) => unversioned(one.interface)));
  const others = imports.filter((name) => !interfaces.has(name) && !(name in known));
  const missing = [
    ...unmet(asked, known),
    ...others.map((name) => ({ import: name, reason: 'nothing provides it' })),
  ];
  if (missing.length === 0) return;
  throw new HostError({
    code: 'missing-import',
    message: `${component} imports what the host cannot give it: ${missing.map(sentence).join('; ')}`,
    help: helpFor(missing),
  });
}

function helpFor(missing: readonly Unmet[]): string {
  if (missing.some((one) => one.import.startsWith('wasi:config/')))
    return 'Build the component for wasi:config 0.2.0-rc.1 or 0.2.0-draft. Its values are those of -S config-var=NAME=VALUE, in VS Code of the setting wit.run.config.';
  return missing.every((one) => one.import.startsWith('wasi:'))
    ? 'Build the component for WASI 0.2, or compose it with a component that provides this.'
    : 'Compose it with a component that exports this, and run the composition.';
}

const nodeTooOld = (component: string, { version }: GuestNode, storage: string): HostError =>
  new HostError({
    code: 'node-too-old',
    message: `${component} has asynchronous functions, which need Node.js 24 or newer; here is ${version}`,
    help: howToGetNode(storage),
  });

const unversioned = (name: string): string => name.replace(/@.*/, '');

const sentence = ({ import: name, reason }: Unmet): string => `${name} (${reason})`;
