import { flatName } from '../../resolve/flat-name.ts';
import { functionOf } from '../../resolve/functions.ts';
import { isExcluded } from '../../resolve/gates.ts';
import type {
  Definition,
  Features,
  InterfaceModel,
  ResolvedPackage,
  Scope,
  WorldItem,
  WorldModel,
} from '../../resolve/model.ts';
import type { FunctionType, InterfaceItem, Resource, ResourceFunction } from '../../syntax/ast.ts';
import { signatureOf, typeOf } from '../../types/type-of.ts';
import { coreSignature, type Side } from '../core-signature.ts';
import { flatten } from '../flatten.ts';
import { fieldOffsets, layoutOf, payloadOffset } from '../layout.ts';
import { type ValueType, valueFunctionOf, valueTypeOf } from '../value-type.ts';
import { itemId } from '../../base/ids.ts';

/** Our figures for every type and function of some packages, in the format of toolkit/abi-figures. */
export function figuresOf(packages: readonly ResolvedPackage[], features: Features): readonly string[] {
  const lines = packages.flatMap((one) => [
    ...one.interfaces.flatMap((model) =>
      one.items.get(model.definition.name) === model && !model.excluded
        ? inInterface(model.id, model, features)
        : [],
    ),
    ...one.worlds.flatMap((world) => (world.excluded ? [] : inWorld(one.key, world, features))),
  ]);
  return lines.sort();
}

function inInterface(owner: string, model: InterfaceModel, features: Features): string[] {
  const isIncluded = ({ attributes }: InterfaceItem) => !isExcluded(attributes, features);
  return model.items
    .filter(isIncluded)
    .flatMap((item) => {
      if (item.kind === 'use')
        return item.names.map(({ name, as }) =>
          ofType(owner, (as ?? name).text, model.names.get((as ?? name).text)),
        );
      if (item.kind === 'function') return [ofFunction(owner, model, item.func, 'free', item.name.text)];
      const type = ofType(owner, item.name!.text, model.names.get(item.name!.text));
      if (item.kind !== 'resource') return [type];
      const functions = item.functions.filter(({ attributes }) => !isExcluded(attributes, features));
      return functions.map((one) => ofMethod(owner, model, item, one));
    })
    .filter((line) => line !== '');
}

function inWorld(key: string, world: WorldModel, features: Features): string[] {
  const id = itemId(key, world.definition.name);
  const sides = [['import', world.imports] as const, ['export', world.exports] as const];
  return sides
    .flatMap(([direction, items]) =>
      [...items.values()].flatMap((item) => ofWorldItem(world, `${id}#${direction}`, item, features)),
    )
    .filter((line) => line !== '');
}

function ofWorldItem(world: WorldModel, owner: string, item: WorldItem, features: Features): string[] {
  const { key, kind, target, definition } = item;
  if (kind === 'interface')
    return target?.kind === 'interface' ? inInterface(`${owner}.${key}`, item.interface!, features) : [];
  if (kind === 'type') return [ofType(owner, key, definition)];
  if (target?.kind === 'function')
    return [ofFunction(owner, definition!.container!.scope!, target.func, 'free', key, key)];
  const [, name = ''] = /^\[constructor\](.*)/.exec(key) ?? [];
  const resource = definition?.container ?? behind(world.imports.get(name)?.definition);
  const node =
    definition?.node ?? (resource?.node as Resource).functions.find((one) => one.kind === 'constructor');
  const { func, kind: form } = node as ResourceFunction;
  return [ofFunction(owner, resource!.container!.scope!, func, form, '', key)];
}

function behind(definition: Definition | undefined): Definition | undefined {
  return definition?.target ? behind(definition.target) : definition;
}

function ofMethod(owner: string, scope: Scope, { name }: Resource, one: ResourceFunction): string {
  const accessor = functionOf(one)?.accessor;
  const named = { kind: one.kind, name: one.name?.text ?? '', resource: name?.text, accessor };
  return ofFunction(owner, scope, one.func, one.kind, '', flatName(named));
}

const sides: readonly Side[] = ['import', 'export', 'async-import', 'async-export'];

function ofFunction(
  owner: string,
  scope: Scope,
  func: FunctionType,
  kind: ResourceFunction['kind'] | 'free',
  name: string,
  key = flatName({ kind: 'free', name, accessor: func.accessor }),
): string {
  const signature = signatureOf(scope, func, kind === 'free' ? undefined : { name: '', kind });
  if (signature === undefined) return `func ${owner} ${key} unknown`;
  const values = valueFunctionOf(signature);
  const signatures = sides.map((side) => {
    const { params, results, paramsInMemory, resultInMemory } = coreSignature(values, side);
    const spilled = (paramsInMemory ? ' params-in-memory' : '') + (resultInMemory ? ' result-in-memory' : '');
    return `${side}=(${params.join(',')})->(${results.join(',')})${spilled}`;
  });
  return `func ${owner} ${key} ${signatures.join(' ')}`;
}

/** Empty for a resource, which is no value. */
function ofType(owner: string, name: string, definition: Definition | undefined): string {
  const wit = definition && typeOf(definition);
  if (wit === undefined) return '';
  const type = valueTypeOf(wit);
  const { size, align } = layoutOf(type);
  const flat = flatten(type)?.join(',') ?? 'many';
  return `type ${owner} ${name} size=${size} align=${align} flat=${flat} offsets=${offsets(definition, type)}`;
}

/** wit-parser has a record for a record alone, and not for a tuple; the same for variants. */
function offsets(definition: Definition | undefined, type: ValueType): string {
  const kind = kindBehind(definition);
  if (kind === 'record' && type.kind === 'record') return fieldOffsets(type.fields).join(',');
  return kind === 'variant' && type.kind === 'variant' ? `${payloadOffset(type.cases)}` : '';
}

function kindBehind(definition: Definition | undefined): string | undefined {
  const found = behind(definition);
  const { node, container } = found ?? {};
  const type =
    node?.kind === 'type' ? (node as { type?: { kind: string; name?: { text: string } } }).type : undefined;
  if (type?.kind !== 'named') return node?.kind;
  return kindBehind(container?.scope?.names.get(type.name!.text));
}
