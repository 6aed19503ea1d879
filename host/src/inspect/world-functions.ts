import { once } from '../../../server/src/base/once.ts';
import { fileRoot } from '../../../server/src/packages/find-root.ts';
import type { InterfaceModel, WorldItem } from '../../../server/src/resolve/model.ts';
import { resolveRoot } from '../../../server/src/resolve/resolve-root.ts';
import type { ResourceFunction } from '../../../server/src/syntax/ast.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { signatureOf } from '../../../server/src/types/type-of.ts';
import type { Signature } from '../../../server/src/types/wit-type.ts';
import { unversioned } from '../../../server/src/base/ids.ts';

/** A function of an interface, of a resource or of a world itself. */
export interface WorldFunction {
  /** With its version; undefined for a function of the world itself. */
  readonly interface: string | undefined;
  /** The resource that it belongs to. */
  readonly resource?: string;
  readonly kind: 'free' | ResourceFunction['kind'];
  readonly name: string;
  readonly signature: Signature;
}

/** The imports and exports of a component. */
export interface WorldFunctions {
  readonly imports: readonly WorldFunction[];
  readonly exports: readonly WorldFunction[];
}

/** @param wit of a component, as the toolkit prints it: its world, and each package that it names */
export function worldFunctions(wit: string): WorldFunctions {
  const root = fileRoot((uri) => parse(uri, wit), 'component.wit');
  const world = root && resolveRoot(root, 'all').main.worlds[0];
  if (!world) return { imports: [], exports: [] };
  const all = (items: ReadonlyMap<string, WorldItem>) => [...items.values()].flatMap(functionsOf);
  return { imports: all(world.imports), exports: all(world.exports) };
}

function functionsOf({ key, interface: model, target, definition }: WorldItem): WorldFunction[] {
  if (model) return functionsIn(key, model);
  const scope = definition?.container?.scope;
  const signature = target?.kind === 'function' && scope ? signatureOf(scope, target.func) : undefined;
  return signature ? [{ interface: undefined, kind: 'free', name: key, signature }] : [];
}

function functionsIn(id: string, model: InterfaceModel): WorldFunction[] {
  return model.items.flatMap((item): WorldFunction[] => {
    if (item.kind === 'function') {
      const signature = signatureOf(model, item.func);
      return signature ? [{ interface: id, kind: 'free', name: item.name.text, signature }] : [];
    }
    if (item.kind !== 'resource' || !item.name) return [];
    const resource = item.name.text;
    return item.functions.flatMap(({ kind, name, func }) => {
      const signature = signatureOf(model, func, { name: resource, kind });
      return signature ? [{ interface: id, resource, kind, name: name?.text ?? resource, signature }] : [];
    });
  });
}

/** Without its interface: `check`, `output-stream.write`, `counter.new` for a constructor. */
export const ownName = ({ resource, kind, name }: WorldFunction): string =>
  resource === undefined ? name : kind === 'constructor' ? `${resource}.new` : `${resource}.${name}`;

/** As a user names it: `edge:service/auth.check`, `wasi:io/streams.output-stream.write`. */
export const nameOf = once((fn: WorldFunction): string =>
  fn.interface === undefined ? ownName(fn) : `${unversioned(fn.interface)}.${ownName(fn)}`,
);
