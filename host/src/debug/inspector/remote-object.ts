/** Values of JavaScript as V8's inspector describes them, and their texts. */

export interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly value?: unknown;
  /** For values that JSON lacks: `5n`, `NaN`, `-0`. */
  readonly unserializableValue?: string;
  readonly description?: string;
  readonly objectId?: string;
  readonly preview?: Preview;
}

interface Preview {
  readonly type: string;
  readonly subtype?: string;
  readonly description?: string;
  readonly overflow: boolean;
  readonly properties: readonly PropertyPreview[];
  /** Of a map or a set: the elements of a set have no keys. */
  readonly entries?: readonly { readonly key?: Preview; readonly value: Preview }[];
}

interface PropertyPreview {
  readonly name: string;
  readonly type: string;
  readonly subtype?: string;
  readonly value?: string;
}

/** Functions that a script imports are proxies of what implements them. */
export const isFunctionProxy = ({ subtype, description }: RemoteObject): boolean =>
  subtype === 'proxy' && description === 'Proxy(Function)';

export function textOf(object: RemoteObject): string {
  const { type, subtype, value, unserializableValue, description, preview } = object;
  if (isFunctionProxy(object)) return 'ƒ';
  if (type === 'string') return JSON.stringify(value);
  if (unserializableValue !== undefined) return unserializableValue;
  if (type === 'undefined' || subtype === 'null') return subtype ?? type;
  if (type === 'function') return functionText(description);
  if (type !== 'object') return description ?? String(value);
  if (!preview || subtype === 'error') return (description ?? 'Object').split('\n')[0]!;
  return previewText(preview);
}

/** `ƒ total`, `class Till`, or the beginning of the code of one without a name. */
function functionText(description = ''): string {
  const { keyword, name } = /^(?:async )?(?<keyword>function|class)?\*? ?(?<name>[\w$]*)/.exec(
    description,
  )!.groups!;
  if (keyword === 'class') return name && name !== 'extends' ? `class ${name}` : 'class';
  const isMethod = description.startsWith(`${name}(`);
  if (name && (keyword === 'function' || isMethod)) return `ƒ ${name}`;
  const [line = ''] = description.split('\n');
  return `ƒ ${line.length > MOST_CODE ? `${line.slice(0, MOST_CODE)}…` : line}`;
}

const MOST_CODE = 60;

function previewText(preview: Preview): string {
  const { subtype, description = '', overflow, properties, entries = [] } = preview;
  if (subtype === 'date' || subtype === 'regexp') return description;
  if (subtype === 'map' || subtype === 'set') {
    const shown = entries.map(({ key, value }) => `${key ? `${partText(key)} => ` : ''}${partText(value)}`);
    return `${description} {${[...shown, ...(overflow ? ['…'] : [])].join(', ')}}`;
  }
  const isArray = subtype === 'array' || subtype === 'typedarray';
  const more = overflow ? ['…'] : [];
  if (isArray) return `[${[...properties.filter(isElement).map(valueText), ...more].join(', ')}]`;
  const shown = properties.map((one) => `${one.name}: ${valueText(one)}`);
  const name = description === 'Object' ? '' : `${description} `;
  return `${name}{${[...shown, ...more].join(', ')}}`;
}

/** A key or value in a preview, by its description. */
const partText = ({ type, subtype, description }: Preview): string =>
  valueText({
    name: '',
    type,
    ...(subtype && { subtype }),
    ...(description !== undefined && { value: description }),
  });

const isElement = ({ name }: PropertyPreview): boolean => /^\d+$/.test(name);

function valueText({ type, subtype, value = '' }: PropertyPreview): string {
  if (type === 'string') return JSON.stringify(value);
  if (type === 'function') return 'ƒ';
  if (type === 'accessor') return '…';
  return type === 'object' && subtype !== 'null' ? (subtype === 'array' ? '[…]' : '{…}') : value;
}

const LISTS = new Set(['array', 'typedarray', 'map', 'set']);

/** How many elements a list, a map or a set has, by its description: `Array(3)`; undefined for all else. */
export function lengthOf({ subtype, description }: RemoteObject): number | undefined {
  if (subtype === undefined || !LISTS.has(subtype)) return undefined;
  return Number(/\((\d+)\)$/.exec(description ?? '')?.[1] ?? 0);
}
