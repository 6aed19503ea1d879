import { HostError } from '../problem.ts';
import { loadBindgen, loadWasmTools } from '../engine/jco.ts';
import type { ComponentManifest } from './manifest.ts';

/** What a guest module must know of its world. */
export interface World {
  readonly name: string;
  /** Interfaces it may import, as `ns:pkg/iface@version`. */
  readonly imports: readonly string[];
  /** Names its module must export: `handle`, `incomingHandler`. */
  readonly exports: readonly string[];
  /** Relative path to text of the declarations as jco writes them. */
  readonly declarations: ReadonlyMap<string, string>;
}

/** @throws HostError `wit-invalid` when the WIT does not parse or has no such world */
export async function readWorld({ wit, world }: ComponentManifest): Promise<World> {
  const { generateTypes } = await loadBindgen();
  const { componentWitMetadataForWorld } = await loadWasmTools();
  try {
    const options = { guest: true, features: { tag: 'all' as const } };
    const files = generateTypes(world ?? 'world', {
      ...options,
      ...(world && { world }),
      wit: { tag: 'path', val: wit },
    });
    const declarations = new Map(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
    const [main = ''] = declarations.values();
    const name = world ?? /declare module '[^']*\/([^'@]+)/.exec(main)?.[1] ?? 'world';
    const metadata = await componentWitMetadataForWorld({ tag: 'path', val: wit }, name);
    return { name, imports: metadata.imports.map(interfaceName), exports: exportNames(main), declarations };
  } catch (error) {
    throw new HostError({
      code: 'wit-invalid',
      message: `the WIT in ${wit} cannot be used${world ? ` for world ${world}` : ''}`,
      causes: [String((error as { payload?: unknown }).payload ?? error)],
      help: 'Open the WIT package: the editor shows every error in it.',
    });
  }
}

interface InterfaceParts {
  readonly namespace: string;
  readonly package: string;
  readonly interface: string;
  readonly version?: { major: bigint; minor: bigint; patch: bigint; pre?: string; build?: string };
}

function interfaceName({ namespace, package: name, interface: item, version }: InterfaceParts): string {
  if (!version) return `${namespace}:${name}/${item}`;
  const { major, minor, patch, pre, build } = version;
  const suffix = `${pre ? `-${pre}` : ''}${build ? `+${build}` : ''}`;
  return `${namespace}:${name}/${item}@${major}.${minor}.${patch}${suffix}`;
}

/** The generated declaration of a world holds an `export function` or `export * as` for each of its exports. */
const exportNames = (declaration: string): string[] =>
  [...declaration.matchAll(/^ {2}export (?:function|\* as) (\w+)/gm)].map(([, name]) => name ?? '');
