/**
 * Where a value of a TypeScript guest does not fit its type. The engine does not say it, but the bindings around the
 * engine do, by the names of their functions in the stack of the trap (toolkit/javascript, fields.rs there).
 */

/** Names as in WIT. */
export interface ValuePlace {
  /** The export that was called: `t:a/ops#make`. */
  readonly called?: string;
  /** The import that the value is an argument of: `take`. */
  readonly argumentOf?: string;
  readonly field?: string;
  readonly record?: string;
}

/** V8 puts the name of the module before that of the function, if it has one. */
const FIELD = /(?:^|\.)field (?<field>\S+) of record (?<record>\S+) \(wasm:/;
const IMPORT = /(?:^|\.)adapter (?<name>\S+) \(wasm:/;
const EXPORT = /^(?:\[callback\])?(?:\[async-lift\])?(?<name>\S+) \(wasm:/;
/** Of an async export, which is not in the stack if it waited. */
const RESULT = /^task\.return (?<name>\S+) \(wasm:/;

/** @param frames the WebAssembly frames as V8 words them, innermost first; those of calling components are ignored */
export function valuePlace(frames: readonly string[]): ValuePlace {
  const end = frames.findIndex((frame) => EXPORT.test(frame));
  const own = end < 0 ? frames : frames.slice(0, end + 1);
  const first = (pattern: RegExp) => own.map((frame) => pattern.exec(frame)?.groups).find(Boolean);
  const called = (first(EXPORT) ?? first(RESULT))?.['name'];
  const argumentOf = first(IMPORT)?.['name'];
  return { ...first(FIELD), ...(called && { called }), ...(argumentOf && { argumentOf }) };
}

/** A message with the place of the value. */
export function placed(message: string, { called, argumentOf, field, record }: ValuePlace): string {
  const head = called === undefined ? '' : `${called}: `;
  const inField = field === undefined ? '' : `, in the field ${field} of the record ${record}`;
  const inCall = argumentOf === undefined ? '' : `, in a call of ${argumentOf}`;
  return `${head}${message}${inField}${inCall}`;
}
