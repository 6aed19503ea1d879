import type { Composition, Part } from '../../analysis/compositions/composition.ts';
import { wirable } from '../../compositions/graph/graph.ts';
import { functionId, lastName, unversioned } from '../../base/ids.ts';
import type { FilledImport, PlanPlace } from '../../compositions/place/plan-place.ts';
import {
  namesBefore,
  tokensOf,
  WAC_STATEMENTS,
  WAC_WORDS,
  type WacPlace,
} from '../../compositions/place/wac-place.ts';
import type { Completions, Completion } from '../results.ts';
import { partNamed, placeInPlan } from './place-in-plan.ts';

/** Completions in a plan: keys, instances, packages, and the imports and exports of components. */
export function completeComposition(composition: Composition, offset: number): Completions | undefined {
  const found = placeInPlan(composition, offset);
  if (!found) return undefined;
  const items =
    found.kind === 'wac'
      ? inDocument(composition, found.place)
      : inPlan(composition, found.place, found.word);
  return { range: found.range, items };
}

function inPlan(composition: Composition, place: PlanPlace, word: string): readonly Completion[] {
  const { parts } = composition;
  switch (place.kind) {
    case 'key':
      return place.keys.map((key) => ({ label: key, kind: 'keyword', text: key }));
    case 'import':
      return openImports(composition, place.instance).map((name) =>
        quoted(name, 'interface', place.instance),
      );
    case 'export': {
      const named =
        place.instance === undefined ? parts : parts.filter(({ name }) => name === place.instance);
      const isFunction = place.filled !== undefined && isFilledByFunctions(composition, place.filled);
      return named.flatMap((part) =>
        (isFunction ? functionsOf : exportsOf)(part).map((name) => quoted(name, 'interface', part.name)),
      );
    }
    case 'provider': {
      const providers = parts.filter(({ name }) => name !== place.instance);
      const names = providers.map(({ name }) => quoted(name, 'value', detailOf(composition, name)));
      const open: Completion = { label: 'false', kind: 'keyword', text: 'false', detail: 'stays open' };
      return place.import === undefined ? names : [...names, open];
    }
    case 'world':
      return composition.worlds().map((name) => quoted(name, 'world'));
    case 'path':
      return composition.componentsBelow().map((path) => quoted(path, 'value'));
    case 'file':
      return composition.pathsFrom(word).map((path) => quoted(path, 'value'));
    default:
      return [];
  }
}

function inDocument(composition: Composition, place: WacPlace): readonly Completion[] {
  const { parts, source } = composition;
  switch (place.kind) {
    case 'package':
      return place.expects === 'interface'
        ? composition.interfaces().map((name) => ({ label: name, kind: 'interface', text: name }))
        : parts.map(({ name }) => ({ label: name, kind: 'package', text: name }));
    case 'world':
      return composition.worlds().map((name) => ({ label: name, kind: 'world', text: name }));
    case 'argument':
      return argumentsOf(partNamed(composition, place.package));
    case 'export':
      return exportsOf(partNamed(composition, place.package)).map((name) => quoted(name, 'interface'));
    case 'word':
      return wordsAt(place, source.text);
  }
}

function wordsAt(
  { expects, span }: WacPlace & { readonly kind: 'word' },
  text: string,
): readonly Completion[] {
  const names = expects === 'statement' ? [] : namesBefore(text, span.start);
  return [
    ...names.map((name): Completion => ({ label: name, kind: 'value', text: name })),
    ...wordsOf(expects, text).map((word): Completion => ({ label: word, kind: 'keyword', text: word })),
  ];
}

/** A document starts with `package`, once. */
function wordsOf(expects: 'statement' | 'value' | 'any', text: string): readonly string[] {
  if (expects === 'value') return ['new'];
  if (expects === 'any') return WAC_WORDS;
  return tokensOf(text).some((token) => token.text === 'package')
    ? WAC_STATEMENTS
    : ['package', ...WAC_STATEMENTS];
}

/** Imports that the plan says nothing about yet. */
function openImports({ reading, parts }: Composition, instance: string): readonly string[] {
  const decided = reading?.plan.instances.find(({ name }) => name === instance)?.imports ?? [];
  const taken = new Set(decided.map(({ name }) => unversioned(name)));
  const imports = parts.find(({ name }) => name === instance)?.description?.imports ?? [];
  // The one that is being written counts as decided: those come last and are not left out.
  const isTaken = (name: string) => taken.has(unversioned(name));
  return wirable(imports).toSorted((a, b) => Number(isTaken(a)) - Number(isTaken(b)));
}

const isFilledByFunctions = (composition: Composition, filled: FilledImport): boolean =>
  partNamed(composition, filled.instance)?.description?.imports.find(({ name }) => name === filled.import)
    ?.kind === 'func';

/** Functions that are exported, and those of exported interfaces. */
const functionsOf = (part: Part | undefined): readonly string[] =>
  (part?.description?.exports ?? []).flatMap(({ name, kind, functions }) =>
    kind === 'func' ? [name] : functions.map((one) => functionId(name, one)),
  );

const exportsOf = (part: Part | undefined): readonly string[] => wirable(part?.description?.exports ?? []);

/** Each by its last word, as documents write it; by its whole name where that is no single one. */
function argumentsOf(part: Part | undefined): readonly Completion[] {
  const names = wirable(part?.description?.imports ?? []);
  const rest: Completion = {
    label: '...',
    kind: 'keyword',
    text: '...',
    detail: 'everything else stays an import',
  };
  const items = names.map((name) => {
    const isUnique = names.filter((other) => lastName(other) === lastName(name)).length === 1;
    return isUnique
      ? ({ label: lastName(name), kind: 'interface', text: lastName(name), detail: name } as const)
      : quoted(name, 'interface');
  });
  return [...items, rest];
}

function quoted(name: string, kind: Completion['kind'], detail?: string): Completion {
  return { label: name, kind, text: `"${name}"`, ...(detail !== undefined && { detail }) };
}

function detailOf(composition: Composition, name: string): string {
  const exports = exportsOf(partNamed(composition, name));
  return exports.length === 0 ? '' : `exports ${exports.join(', ')}`;
}
