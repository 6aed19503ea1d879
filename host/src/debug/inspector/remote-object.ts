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
}

interface PropertyPreview {
  readonly name: string;
  readonly type: string;
  readonly subtype?: string;
  readonly value?: string;
}

export function textOf({
  type,
  subtype,
  value,
  unserializableValue,
  description,
  preview,
}: RemoteObject): string {
  if (type === 'string') return JSON.stringify(value);
  if (unserializableValue !== undefined) return unserializableValue;
  if (type === 'undefined' || subtype === 'null') return subtype ?? type;
  if (type === 'function')
    return `ƒ ${/^(?:async )?(?:function|class)?\*? ?([\w$]*)/.exec(description ?? '')?.[1] ?? ''}`;
  if (type !== 'object') return description ?? String(value);
  if (!preview || subtype === 'error') return (description ?? 'Object').split('\n')[0]!;
  return previewText(preview);
}

function previewText({ subtype, description = '', overflow, properties }: Preview): string {
  const isArray = subtype === 'array' || subtype === 'typedarray';
  const more = overflow ? ['…'] : [];
  if (isArray) return `[${[...properties.filter(isElement).map(valueText), ...more].join(', ')}]`;
  const shown = properties.map((one) => `${one.name}: ${valueText(one)}`);
  const name = description === 'Object' ? '' : `${description} `;
  return `${name}{${[...shown, ...more].join(', ')}}`;
}

const isElement = ({ name }: PropertyPreview): boolean => /^\d+$/.test(name);

function valueText({ type, subtype, value = '' }: PropertyPreview): string {
  if (type === 'string') return JSON.stringify(value);
  if (type === 'function') return 'ƒ';
  return type === 'object' && subtype !== 'null' ? (subtype === 'array' ? '[…]' : '{…}') : value;
}

/** How many elements a list has, by its description: `Array(3)`; undefined for all else. */
export function lengthOf({ subtype, description }: RemoteObject): number | undefined {
  if (subtype !== 'array' && subtype !== 'typedarray') return undefined;
  return Number(/\((\d+)\)$/.exec(description ?? '')?.[1] ?? 0);
}
