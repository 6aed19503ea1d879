import type { Definition } from '../../resolve/model.ts';
import type {
  Attribute,
  Case,
  Extern,
  Field,
  FunctionItem,
  PackageId,
  Param,
  ResourceFunction,
  TypeDefinition,
} from '../../syntax/ast.ts';
import { printCase, printFunction, printFunctionType, printParam, printTypeDefinition } from './print.ts';
import { itemId } from '../../base/ids.ts';

/** A definition as WIT: of types everything, of interfaces and worlds the head. */
export function signatureOf(definition: Definition): string {
  const { kind, name, node } = definition;
  switch (kind) {
    case 'package':
      return `package ${definition.package}`;
    case 'interface':
    case 'world':
      return `${kind} ${name}`;
    case 'type':
      return printTypeDefinition(node as TypeDefinition);
    case 'function':
      return printFunction(node as FunctionItem | ResourceFunction);
    case 'field':
    case 'param':
      return printParam(node as Field | Param);
    case 'case':
      return 'payload' in node ? printCase(node as Case) : name;
    case 'flag':
      return name;
    case 'use':
      return `use ${name}`;
    case 'extern':
      return printExtern(name, node as Extern);
  }
}

export function printExtern(name: string, { direction, target }: Extern): string {
  if (target?.kind === 'function') return `${direction} ${name}: ${printFunctionType(target.func)}`;
  if (target?.kind === 'interface') return `${direction} ${name}: interface`;
  if (target?.kind === 'named-path') return `${direction} ${name}: ${pathText(target.path)}`;
  return `${direction} ${name}`;
}

/** `ns:pkg/name@version`, or the name alone. */
export function pathText(path: {
  readonly package: PackageId | undefined;
  readonly name: { readonly text: string } | undefined;
}): string {
  const { namespace, name, version } = path.package ?? {};
  const prefix = namespace && name ? `${namespace.text}:${name.text}/` : '';
  return `${prefix}${path.name?.text ?? ''}${version ? `@${version.text}` : ''}`;
}

/** The container of a definition, as a line of Markdown; empty for a package. */
export function originOf({ kind, container, package: key }: Definition): string {
  if (kind === 'package') return '';
  const names: string[] = [];
  for (let outer = container; outer !== undefined; outer = outer.container) names.unshift(outer.name);
  const [item, ...inner] = names;
  const place = item === undefined ? key : inPackage(key, item) + inner.map((name) => `.${name}`).join('');
  return place === '' ? '' : `in \`${place}\``;
}

/** `ns:pkg/item@version` */
export function inPackage(key: string, item: string): string {
  return key === '' ? item : itemId(key, item);
}

/** A sentence for each gate and external id. */
export function gatesOf({ node }: Definition): readonly string[] {
  return (node.attributes ?? []).flatMap((attribute) => gateText(attribute) ?? []);
}

function gateText(attribute: Attribute): string | undefined {
  switch (attribute.kind) {
    case 'since':
      return attribute.version && `Since ${attribute.version.text}.`;
    case 'unstable':
      return attribute.feature && `Unstable: needs the feature \`${attribute.feature.text}\`.`;
    case 'deprecated':
      return attribute.version && `Deprecated since ${attribute.version.text}.`;
    case 'external-id':
      return attribute.value === undefined ? undefined : `External id: \`${attribute.value}\`.`;
    default:
      return undefined;
  }
}
