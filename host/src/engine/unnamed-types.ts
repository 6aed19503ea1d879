import { attempt } from '../../../server/src/base/attempt.ts';
import { BinaryReader } from '../../../server/src/binary/binary-reader.ts';
import { skipDescription } from '../../../server/src/binary/composition.ts';
import { PREAMBLE, sectionsOf } from '../../../server/src/binary/sections.ts';
import { encodedSection } from './linked/modules/encoding.ts';
import { size } from './linked/modules/leb128.ts';

/** The ids of sections. */
const [ALIAS, EXPORT] = [6, 11];
/** The kind of an item in an export or alias. */
const [CORE, TYPE] = [0, 3];
/** An alias of an item in an enclosing component; 0 levels up is the component itself. */
const OUTER = [2, 0];

/**
 * The component without its exports of types: each becomes an alias, which takes the same index. wit-component reads no
 * component that exports a type at its root, beside what WIT can export; wac makes one of a document that defines
 * types, interfaces or worlds.
 * @returns undefined where there is no such export, or where the binary cannot be read
 */
export const withUnnamedTypes = (component: Uint8Array): Uint8Array | undefined =>
  attempt(() => {
    const sections = [...sectionsOf(component)].map(({ id, contents }) =>
      id === EXPORT ? unnamed(contents) : { encoded: encodedSection(id, contents), found: false },
    );
    if (!sections.some(({ found }) => found)) return undefined;
    return Buffer.concat([component.subarray(0, PREAMBLE), ...sections.map(({ encoded }) => encoded)]);
  });

/** Each export in a section of its own, because aliases have to stay between them. */
function unnamed(contents: Uint8Array): { readonly encoded: Uint8Array; readonly found: boolean } {
  const words = new BinaryReader(contents);
  let found = false;
  const encoded = words.list(() => {
    const start = words.at;
    words.byte();
    words.name();
    const kind = words.byte();
    if (kind === CORE) words.byte();
    const index = words.number();
    if (words.byte() === 1) skipDescription(words);
    if (kind !== TYPE) return encodedSection(EXPORT, Buffer.of(1, ...contents.subarray(start, words.at)));
    found = true;
    return encodedSection(ALIAS, [1, TYPE, ...OUTER, ...size(index)]);
  });
  return { encoded: Buffer.concat(encoded), found };
}
