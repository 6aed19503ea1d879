import type {
  Attribute,
  Extern,
  FunctionType,
  InterfaceItem,
  Name,
  PackageId,
  Path,
  Renaming,
  ResourceFunction,
  SourceFile,
  TopLevelItem,
  Type,
  WorldItem,
} from '../ast.ts';
import { parse } from '../parse.ts';

type Item = TopLevelItem | InterfaceItem | WorldItem | ResourceFunction;

/** The parse result of a text: one line per item, members indented, `?` for missing parts. */
export function shape(text: string): string {
  return shapeOf(parse('file:///a.wit', text).ast);
}

function shapeOf({ header, items }: SourceFile): string {
  const lines = items.flatMap((item) => itemLines(item));
  return [...(header ? [`package ${packageId(header.id)}`] : []), ...lines].join('\n');
}

function itemLines(item: Item): string[] {
  const attributes = 'attributes' in item ? item.attributes.map(attribute) : [];
  return [
    [...attributes, head(item)].join(' '),
    ...members(item)
      .flatMap(itemLines)
      .map((line) => `  ${line}`),
  ];
}

function members(item: Item): readonly Item[] {
  if ('items' in item) return item.items;
  if (item.kind === 'resource') return item.functions;
  return item.kind === 'extern' && item.target?.kind === 'interface' ? item.target.items : [];
}

function head(item: Item): string {
  switch (item.kind) {
    case 'nested-package':
      return `package ${packageId(item.id)}`;
    case 'top-level-use':
      return `use ${path(item.path)}${item.as ? ` as ${item.as.text}` : ''}`;
    case 'use':
      return `use ${path(item.path)} ${renamings(item.names)}`;
    case 'include':
      return `include ${path(item.path)}${item.with.length > 0 ? ` with ${renamings(item.with)}` : ''}`;
    case 'extern':
      return `${item.direction} ${target(item)}`;
    case 'function':
    case 'method':
      return `${name(item.name)}: ${functionType(item.func)}`;
    case 'static':
      return `${name(item.name)}: static ${functionType(item.func)}`;
    case 'constructor':
      return `constructor${functionType(item.func).replace('func', '')}`;
    default:
      return definition(item);
  }
}

function definition(item: Exclude<InterfaceItem, { kind: 'use' | 'function' }> | TopLevelItem): string {
  const parts = (all: readonly { name: Name; type?: Type | undefined }[]) =>
    all.map((part) => ('type' in part ? `${part.name.text}: ${type(part.type)}` : part.name.text)).join(', ');
  const start = `${item.kind} ${'name' in item ? name(item.name) : '?'}`;
  if (item.kind === 'type') return `${start} = ${type(item.type)}`;
  if (item.kind === 'record') return `${start} { ${parts(item.fields)} }`;
  if (item.kind === 'enum') return `${start} { ${parts(item.cases)} }`;
  if (item.kind === 'flags') return `${start} { ${parts(item.flags)} }`;
  if (item.kind !== 'variant') return start;
  const cases = item.cases.map(({ name, payload }) => name.text + (payload ? `(${type(payload)})` : ''));
  return `${start} { ${cases.join(', ')} }`;
}

const name = (one: Name | undefined): string => one?.text ?? '?';

function attribute(one: Attribute): string {
  const value =
    one.kind === 'since' || one.kind === 'deprecated'
      ? one.version?.text
      : one.kind === 'unstable'
        ? one.feature?.text
        : one.kind === 'external-id'
          ? one.value
          : one.name?.text;
  return `@${one.kind}(${value ?? '?'})`;
}

function packageId({ namespace, name: of, version }: PackageId): string {
  return `${name(namespace)}:${name(of)}${version ? `@${version.text}` : ''}`;
}

function path(one: Path | undefined): string {
  if (!one?.package) return name(one?.name);
  const { namespace, name: of, version } = one.package;
  return `${name(namespace)}:${name(of)}/${name(one.name)}${version ? `@${version.text}` : ''}`;
}

function renamings(all: readonly Renaming[]): string {
  return `{ ${all.map((one) => one.name.text + (one.as ? ` as ${one.as.text}` : '')).join(', ')} }`;
}

function target({ target: to }: Extern): string {
  if (!to) return '?';
  if (to.kind === 'path') return path(to.path);
  if (to.kind === 'named-path') return `${to.name.text}: ${path(to.path)}`;
  if (to.kind === 'function') return `${to.name.text}: ${functionType(to.func)}`;
  return `${to.name.text}: ${to.kind === 'interface' ? 'interface' : '?'}`;
}

function functionType({ async, accessor, params, result }: FunctionType): string {
  const list = params.map((param) => `${param.name.text}: ${type(param.type)}`).join(', ');
  return `${async ? 'async ' : ''}${accessor ?? 'func'}(${list})${result ? ` -> ${type(result)}` : ''}`;
}

function type(one: Type | undefined): string {
  if (!one) return '?';
  if (one.kind === 'primitive') return one.name;
  if (one.kind === 'named') return one.name.text;
  if ('resource' in one) return `${one.kind}<${name(one.resource)}>`;
  if (one.kind === 'list')
    return `list<${type(one.element)}${one.length === undefined ? '' : `, ${one.length}`}>`;
  if (one.kind === 'map') return `map<${type(one.key)}, ${type(one.value)}>`;
  if (one.kind === 'tuple') return `tuple<${one.elements.map(type).join(', ')}>`;
  if (one.kind === 'option') return `option<${type(one.element)}>`;
  if (one.kind !== 'result') return one.element ? `${one.kind}<${type(one.element)}>` : one.kind;
  if (one.err) return `result<${one.ok ? type(one.ok) : '_'}, ${type(one.err)}>`;
  return one.ok ? `result<${type(one.ok)}>` : 'result';
}
