import type { OffsetRange, Place, Snapshot } from '../../analysis/snapshot.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import { completeComposition } from '../compositions/complete.ts';
import { featuresNamed } from '../gate-features.ts';
import { packagesAt } from '../item-named.ts';
import { written } from '../written-name.ts';
import { attributesBefore } from './attributes-before.ts';
import { cursorContext, endOfVersion, inComment } from './context.ts';
import { type Expected, expectedAt } from './expected.ts';
import {
  attributeKeys,
  attributes,
  attributeValues,
  functionHeads,
  inlineInterface,
  itemHeads,
  resultsOf,
  typeWords,
} from './words.ts';
import { keywordForName } from './keyword-name.ts';
import { otherAccessor } from './other-accessor.ts';
import { typesOfOtherInterfaces } from './types-of-other-interfaces.ts';
import { namesOf, pathItems, resourcesInScope, typesInScope, versionsOf } from './names.ts';
import type { Completion, Completions } from '../results.ts';

/**
 * Completion by syntax and known names. Works on incomplete text, because it depends only on the tokens before it.
 *
 * @param typed the beginning of a name, by default the word up to the place
 */
export function complete(snapshot: Snapshot, place: Place, typed?: string): Completions | undefined {
  const composition = snapshot.composition(place.uri);
  if (composition) return completeComposition(composition, place.offset);
  const file = snapshot.file(place.uri);
  if (!file || inComment(file.tokens, place.offset)) return undefined;
  const found = completeIn(file, snapshot, place, typed);
  return found && withoutBracketBehind(found, file.tokens.text);
}

function completeIn(
  file: ParsedFile,
  snapshot: Snapshot,
  place: Place,
  typed: string | undefined,
): Completions | undefined {
  const keyword = keywordForName(file.tokens, place.offset);
  if (keyword) return { range: keyword, items: [asName(file.tokens.text.slice(keyword.start, keyword.end))] };
  const context = cursorContext(file.tokens, place.offset);
  const expected = expectedAt(file.tokens, context);
  if (!expected) return undefined;
  const { start } = context.word;
  if (expected.kind === 'item') {
    const items = itemHeads(expected.body, attributesBefore(file.tokens, start), startsFile(file, start));
    return { range: context.word, items };
  }
  const isFunction = expected.kind === 'function' || (expected.kind === 'path' && expected.extern);
  const other = isFunction ? otherAccessor(snapshot, place, file, context) : undefined;
  if (other) return { range: context.word, items: [other] };
  const items = proposals(snapshot, place, expected, start);
  // The package of a path is replaced as a whole.
  if (expected.kind === 'path' && context.packageEnd !== undefined) {
    const packages = items.filter(({ kind }) => kind === 'package');
    return { range: { start, end: context.packageEnd }, items: packages.map(escaped) };
  }
  if (expected.kind !== 'type' && expected.kind !== 'resource') {
    const range = expected.kind === 'path' ? withVersion(file.tokens.text, context.word) : context.word;
    return { range, items: items.map(escaped) };
  }
  const word = (typed ?? file.tokens.text.slice(start, place.offset)).replace(/^%/, '');
  const kinds = expected.kind === 'type' ? 'types' : 'resources';
  const others = typesOfOtherInterfaces(snapshot, place, kinds, word);
  return {
    range: context.word,
    items: [...items, ...others.items].map(escaped),
    isPartial: others.isPartial,
  };
}

/** An item of a path is replaced with its version, because a proposed one brings its own. */
const withVersion = (text: string, { start, end }: OffsetRange): OffsetRange => ({
  start,
  end: /^@\d/.test(text.slice(end, end + 2)) ? endOfVersion(text, end + 1) : end,
});

/** A bracket behind the word is not repeated: of `list<$1>`, `list` remains. */
function withoutBracketBehind(found: Completions, text: string): Completions {
  const behind = text.charAt(found.range.end);
  if (behind !== '<' && behind !== '(') return found;
  const upTo = (item: Completion): Completion => {
    const word = item.text.split(behind)[0]!;
    const isCut = word !== item.text && /^[a-z -]+$/.test(word);
    return isCut ? { ...item, kind: 'keyword', label: word, text: word, snippet: false } : item;
  };
  const items = found.items.map(upTo);
  // Two that differ behind the bracket have become one.
  const isNew = ({ kind, text }: Completion, n: number) =>
    kind !== 'keyword' || items.findIndex((one) => one.kind === kind && one.text === text) === n;
  return { ...found, items: items.filter(isNew) };
}

/** Whether the header of a file may be at a word. */
const startsFile = ({ ast, tokens }: ParsedFile, word: number): boolean =>
  ast.header === undefined && tokens.firstEndingAfter(word) === 0;

const asName = (word: string): Completion => ({
  label: `%${word}`,
  kind: 'value',
  text: `%${word}`,
  filter: word,
  detail: 'a name',
});

/**
 * The proposals of the place itself, followed by types of other interfaces.
 *
 * @param word offset of the word that is being typed
 */
function proposals(
  snapshot: Snapshot,
  place: Place,
  expected: Exclude<Expected, { kind: 'item' }>,
  word: number,
): readonly Completion[] {
  switch (expected.kind) {
    case 'type':
      return [...typesInScope(snapshot, place), ...typeWords];
    case 'resource':
      return resourcesInScope(snapshot, place);
    case 'result':
      return resultsOf(expected.of);
    case 'function':
      return functionHeads(expected.static);
    case 'keyword':
      return expected.words.map((word) => ({ label: word, kind: 'keyword', text: word }));
    case 'path': {
      const items = pathItems(snapshot, place, expected.to, expected.path);
      if (!expected.extern) return items;
      // The text before the colon is a name, unless there are packages in a namespace of that name.
      const named = items.length > 0 ? [] : [inlineInterface, ...pathItems(snapshot, place, expected.to, {})];
      return [...items, ...functionHeads(false), ...named];
    }
    case 'names':
      return namesOf(snapshot, place, expected.of, expected.path).filter(
        ({ label }) => !expected.taken.includes(label),
      );
    case 'version':
      return versionsOf(snapshot, place, expected.path);
    case 'attribute':
      return attributes.filter(({ label }) => label !== 'since' || !isWithoutVersion(snapshot, place));
    case 'attribute-argument':
      return expected.value
        ? attributeValues(expected.attribute, {
            version: ownVersion(snapshot, place),
            features: featuresNamed(snapshot, place.uri, word),
          })
        : attributeKeys(expected.attribute);
  }
}

/** Whether the package is named without a version, which `@since` would need. */
function isWithoutVersion(snapshot: Snapshot, place: Place): boolean {
  const id = packagesAt(snapshot, place)[0]?.source.id;
  return id !== undefined && id.version === undefined;
}

function ownVersion(snapshot: Snapshot, place: Place): string | undefined {
  return packagesAt(snapshot, place)[0]?.source.id?.version?.text;
}

/** A name that is a keyword needs a `%`. */
function escaped(item: Completion): Completion {
  const isName = item.kind !== 'keyword' && item.kind !== 'snippet' && item.kind !== 'value';
  return isName && item.definition ? { ...item, text: written(item.text) } : item;
}
