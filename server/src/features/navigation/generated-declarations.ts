import type { Snapshot } from '../../analysis/snapshot.ts';
import { LineIndex } from '../../base/line-index.ts';
import type { Position } from '../../base/problem.ts';
import { declaredAt, type DeclaredName } from '../../guests/declarations.ts';
import { keyOf } from '../../guests/guest-export.ts';
import type { Definition } from '../../resolve/model.ts';
import { nameRange, tokenRange } from '../name-at.ts';
import { definitionsIn, implementingSources, rootOf } from './guest-sources.ts';
import type { Target } from './target.ts';
import { itemId } from '../../base/ids.ts';

/** The meaning of a name in generated TypeScript declarations. */
export interface Generated {
  /** Its definitions in the WIT of the component. */
  readonly wit: readonly Target[];
  /** Where the workspace's components implement it. */
  readonly sources: readonly Target[];
}

/** Undefined in all other files, which are read from disk. */
export function generatedAt(snapshot: Snapshot, uri: string, position: Position): Generated | undefined {
  if (!uri.endsWith('.d.ts')) return undefined;
  const text = snapshot.disk.readText(uri);
  if (text === undefined || !text.startsWith('// Generated from the WIT')) return undefined;
  const originLines = new LineIndex(text);
  const root = rootOf(snapshot, uri);
  const all = root ? [...definitionsIn(root)] : [];
  for (const name of declaredAt(text, originLines.offsetAt(position))) {
    const definitions = all.filter((one) => isNamed(one, name));
    if (definitions.length === 0) continue;
    const origin = { start: name.start, end: name.end };
    return {
      wit: definitions.flatMap((one) => {
        const range = nameRange(snapshot, one);
        const whole = tokenRange(snapshot, one.uri, one.node.first, one.node.last);
        return range && whole ? [{ ...range, whole, origin, originLines }] : [];
      }),
      sources: definitions
        .flatMap((one) => implementingSources(snapshot, one))
        .map(({ uri, lines, found: { start, end, whole } }) => ({
          ...{ uri, lines, start, end, whole },
          ...{ origin, originLines },
        })),
    };
  }
  return undefined;
}

function isNamed(definition: Definition, { module, path }: DeclaredName): boolean {
  const { container } = definition;
  const [first, member] = path.map(keyOf);
  if (first === undefined) return moduleOf(definition) === module;
  const own = keyOf(definition.name);
  if (container === undefined) return false;
  // A function that the world imports by itself is a module of its own.
  if (container.kind === 'world' && definition.name === module && own === first) return true;
  if (moduleOf(container) === module) return member === undefined && own === first;
  if (container.container === undefined || moduleOf(container.container) !== module) return false;
  const type = keyOf(container.name);
  // The cases of a variant are types of their own, such as `DeniedMissing`.
  return member === undefined ? type + own === first : type === first && own === member;
}

/** The module that declares what an interface or world contains. */
function moduleOf({ kind, name, package: key }: Definition): string | undefined {
  if (kind === 'extern') return name;
  if (kind !== 'interface' && kind !== 'world') return undefined;
  return itemId(key, name);
}
