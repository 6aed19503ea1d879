import { lastName } from '../../../server/src/base/ids.ts';
import type { WitType } from '../../../server/src/types/wit-type.ts';

const RESERVED = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** A name that is valid as an identifier in JavaScript. */
export const safe = (name: string): string => (RESERVED.has(name) ? `${name}_` : name);

/** `content-type` to `contentType` and `get-HTTP` to `getHttp`, as the bindings name fields, flags and functions. */
export const camelCase = (name: string): string =>
  name.toLowerCase().replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** `output-stream` to `OutputStream`, as the bindings name classes; types have such names in other languages, too. */
export const pascalCase = (name: string): string => camelCase(`-${name}`);

/** `wasi:http/incoming-handler@0.2.12` is `incomingHandler`: the object that implements an exported interface. */
export const interfaceExport = (id: string): string => camelCase(lastName(id));

/**
 * Whether an option of that type is an object with a tag in JavaScript, where `undefined` could be either none: that of
 * an option, unless this one has a tag itself.
 */
export const needsTag = (some: WitType): boolean => some.kind === 'option' && !needsTag(some.some);
