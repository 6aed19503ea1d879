/** A value for people: JSON, extended by values that JSON lacks. */
export function shown(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  try {
    return JSON.stringify(value, plain) ?? String(value);
  } catch {
    return String(value);
  }
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  const isList = value instanceof Map || value instanceof Set || isTypedArray(value);
  return isList ? [...(value as Iterable<unknown>)] : value;
}

const isTypedArray = (value: unknown): boolean => ArrayBuffer.isView(value) && Symbol.iterator in value;
