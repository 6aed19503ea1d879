import { coreSignature, type CoreSignature } from '../../abi/core-signature.ts';
import { flatten, MOST_FLAT } from '../../abi/flatten.ts';
import { fieldOffsets, layoutOf, payloadOffset } from '../../abi/layout.ts';
import { type ValueType, valueFunctionOf, valueTypeOf } from '../../abi/value-type.ts';
import { knownOfTypes } from '../../check/facts/type-states.ts';
import { functionOf } from '../../resolve/functions.ts';
import type { Definition, ResolvedRoot, Scope } from '../../resolve/model.ts';
import { type KnownType, type KnownTypes, signatureOf, typeOf } from '../../types/type-of.ts';
import type { Extern, Field, FunctionType, Record, TypeDefinition } from '../../syntax/ast.ts';

/**
 * The representation of a type or a function in core WebAssembly (CanonicalABI.md), as Markdown. Empty for definitions
 * that are no type of a value, and for incomplete text.
 */
export function abiDocs(root: ResolvedRoot, definition: Definition): string {
  const { kind, node } = definition;
  const known = typesRead(root);
  if (kind === 'type') return typeDocs(definition, known);
  if (kind === 'field') return fieldDocs(definition, node as Field, known);
  const func = functionOf(node);
  return func ? functionDocs(definition, func, known) : '';
}

/** A type may consist of thousands of others. */
const typesRead = knownOfTypes<KnownType>();

/** The representation of a resource. */
const handle: ValueType = { kind: 'handle' };

const valueOf = (definition: Definition, known: KnownTypes): ValueType | undefined => {
  const type = typeOf(definition, known);
  return type && valueTypeOf(type);
};

function typeDocs(definition: Definition, known: KnownTypes): string {
  const isResource = definition.node.kind === 'resource';
  const type = isResource ? handle : valueOf(definition, known);
  if (type === undefined) return '';
  const { size, align } = layoutOf(type);
  const flat = flatten(type);
  const passed = flat ? listed(flat) : `more than ${MOST_FLAT} core values`;
  const node = definition.node as TypeDefinition;
  const places: string[] = [];
  if (node.kind === 'record' && type.kind === 'record')
    places.push(offsetsOf(node, fieldOffsets(type.fields)));
  if (node.kind === 'variant' && type.kind === 'variant' && type.cases.some((one) => one !== undefined))
    places.push(`payload at ${payloadOffset(type.cases)}`);
  return `Canonical ABI: ${isResource ? 'a handle is ' : ''}${[bytes(size), `aligned to ${align}`, `flattened to ${passed}`, ...places].join('; ')}.`;
}

/** Longer ones end in `…`. */
const MOST_FIELDS = 24;

function offsetsOf({ fields }: Record, offsets: readonly number[]): string {
  const shown = fields.slice(0, MOST_FIELDS).map(({ name }, n) => `\`${name.text}\` ${offsets[n]}`);
  return `offsets: ${shown.join(', ')}${fields.length > MOST_FIELDS ? ', …' : ''}`;
}

function fieldDocs({ container }: Definition, field: Field, known: KnownTypes): string {
  const type = container && valueOf(container, known);
  if (type?.kind !== 'record') return '';
  const at = (container?.node as Record).fields.indexOf(field);
  const [own, offset] = [type.fields[at], fieldOffsets(type.fields)[at]];
  return own === undefined ? '' : `Canonical ABI: ${bytes(layoutOf(own).size)} at offset ${offset}.`;
}

function functionDocs(definition: Definition, func: FunctionType, known: KnownTypes): string {
  const scope = scopeOf(definition);
  const { kind } = definition.node;
  const isOfResource = kind === 'method' || kind === 'static' || kind === 'constructor';
  const name = definition.container?.name ?? '';
  const signature = scope && signatureOf(scope, func, isOfResource ? { name, kind } : undefined, known);
  if (signature === undefined) return '';
  const values = valueFunctionOf(signature);
  const lines = directionsOf(definition).map((direction) => {
    const core = coreSignature(values, func.async ? `async-${direction}` : direction);
    const name = `${func.async ? 'asynchronous ' : ''}core ${direction}`;
    return `- ${name}: \`${wat(core)}\`${spilled(core)}`;
  });
  return `Canonical ABI:\n\n${lines.join('\n')}`;
}

/** An interface can be imported and exported; an item of a world is one of both. */
const directionsOf = ({ kind, node }: Definition): readonly Extern['direction'][] =>
  kind === 'extern' ? [(node as Extern).direction] : ['import', 'export'];

/** The body that a function's types are named in: of a resource's function, that of the resource. */
function scopeOf({ container }: Definition): Scope | undefined {
  return container?.kind === 'type' ? container.container?.scope : container?.scope;
}

function wat({ params, results }: CoreSignature): string {
  const part = (word: string, types: readonly string[]) =>
    types.length === 0 ? '' : ` (${word} ${types.join(' ')})`;
  return `(func${part('param', params)}${part('result', results)})`;
}

function spilled({ paramsInMemory, resultInMemory }: CoreSignature): string {
  if (paramsInMemory) return `, parameters ${resultInMemory ? 'and result ' : ''}in memory`;
  return resultInMemory ? ', result in memory' : '';
}

const bytes = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

const listed = (flat: readonly string[]): string => (flat.length === 0 ? 'nothing' : `\`${flat.join(' ')}\``);
