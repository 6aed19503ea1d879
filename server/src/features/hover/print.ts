import type {
  Attribute,
  Case,
  Field,
  FunctionItem,
  FunctionType,
  Label,
  Param,
  ResourceFunction,
  Type,
  TypeDefinition,
} from '../../syntax/ast.ts';

/** WIT text of syntax trees, in one style. Missing parts are printed as `…`. */
const MISSING = '…';

/** A type as in WIT; a part that is missing in broken text is printed as such. */
export function printType(type: Type | undefined): string {
  if (type === undefined) return MISSING;
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'named':
      return type.name.text;
    case 'list':
      return generic('list', [
        printType(type.element),
        ...(type.length === undefined ? [] : [String(type.length)]),
      ]);
    case 'map':
      return generic('map', [printType(type.key), printType(type.value)]);
    case 'option':
      return generic('option', [printType(type.element)]);
    case 'result':
      return printResult(type.ok, type.err);
    case 'tuple':
      return generic('tuple', type.elements.map(printType));
    case 'stream':
    case 'future':
      return type.element ? generic(type.kind, [printType(type.element)]) : type.kind;
    case 'own':
    case 'borrow':
      return generic(type.kind, [type.resource?.text ?? MISSING]);
  }
}

function generic(name: string, args: readonly string[]): string {
  return `${name}<${args.join(', ')}>`;
}

function printResult(ok: Type | undefined, err: Type | undefined): string {
  if (err !== undefined) return generic('result', [ok ? printType(ok) : '_', printType(err)]);
  return ok ? generic('result', [printType(ok)]) : 'result';
}

/** A function as in WIT, with its name. */
export function printFunctionType({ async, accessor, params, result }: FunctionType): string {
  const arrow = result ? ` -> ${printType(result)}` : '';
  return `${async ? 'async ' : ''}${accessor ?? 'func'}(${params.map(printParam).join(', ')})${arrow}`;
}

export function printParam({ name, type }: Param | Field): string {
  return `${name.text}: ${printType(type)}`;
}

export function printCase({ name, payload }: Case): string {
  return payload ? `${name.text}(${printType(payload)})` : name.text;
}

export function printFunction(item: FunctionItem | ResourceFunction): string {
  const { func } = item;
  if (item.kind === 'constructor')
    return printFunctionType({ ...func, async: false }).replace(/^func/, 'constructor');
  const type = printFunctionType(func);
  return `${item.name?.text ?? MISSING}: ${item.kind === 'static' ? 'static ' : ''}${type}`;
}

/** A definition of a type as in WIT, with its members. */
export function printTypeDefinition(item: TypeDefinition): string {
  const name = item.name?.text ?? MISSING;
  switch (item.kind) {
    case 'type':
      return `type ${name} = ${printType(item.type)}`;
    case 'record':
      return block(`record ${name}`, item.fields, (field) => `${printParam(field)},`);
    case 'variant':
      return block(`variant ${name}`, item.cases, (one) => `${printCase(one)},`);
    case 'enum':
      return block(`enum ${name}`, item.cases, printLabel);
    case 'flags':
      return block(`flags ${name}`, item.flags, printLabel);
    case 'resource':
      return item.functions.length === 0
        ? `resource ${name}`
        : block(`resource ${name}`, item.functions, (one) => `${printUnstable(one)}${printFunction(one)};`);
  }
}

/** The `@unstable` gate of an item, which decides whether it exists, as a prefix. */
export function printUnstable({ attributes }: { readonly attributes: readonly Attribute[] }): string {
  const unstable = attributes.find((one) => one.kind === 'unstable');
  return unstable?.feature ? `@unstable(feature = ${unstable.feature.text}) ` : '';
}

function printLabel({ name }: Label): string {
  return `${name.text},`;
}

/** Longer ones end in `…`: a hover is no listing. */
const MOST_LINES = 24;

/** A body with one line for each of its members. */
export function block<T>(head: string, members: readonly T[], print: (member: T) => string): string {
  const lines = members.slice(0, MOST_LINES).map(print);
  if (members.length > MOST_LINES) lines.push(`${MISSING} ${members.length - MOST_LINES} more`);
  return lines.length === 0 ? `${head} {}` : `${head} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
}
