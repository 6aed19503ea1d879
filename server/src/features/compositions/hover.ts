import type { Composition, Part } from '../../analysis/compositions/composition.ts';
import { displayPath } from '../../base/uri-paths.ts';
import type { GraphWire } from '../../compositions/graph/graph.ts';
import { functionId } from '../../base/ids.ts';
import { meant } from '../../compositions/names.ts';
import type { PlanPlace } from '../../compositions/place/plan-place.ts';
import type { Description } from '../../compositions/toolkit.ts';
import type { WacPlace } from '../../compositions/place/wac-place.ts';
import type { Hover } from '../results.ts';
import { drawn, partNamed, placeInPlan } from './place-in-plan.ts';

/** Hover in a plan: an instance or its path shows the component's imports and exports, a wire its interface and source. */
export function compositionHover(composition: Composition, offset: number): Hover | undefined {
  const found = placeInPlan(composition, offset);
  if (!found || found.word === '') return undefined;
  const markdown =
    found.kind === 'wac'
      ? inDocument(composition, found.place, found.word)
      : inPlan(composition, found.place, found.word, offset);
  return markdown === undefined ? undefined : { markdown, ...found.range };
}

function inPlan(
  composition: Composition,
  place: PlanPlace,
  word: string,
  offset: number,
): string | undefined {
  switch (place.kind) {
    case 'import':
      return wireDocs(composition, place.instance, word);
    case 'provider':
      if (place.import === undefined || place.instance === undefined || word === 'false')
        return partDocs(partNamed(composition, word), composition);
      return wireDocs(composition, place.instance, place.import);
    case 'export':
      return exportDocs(partNamed(composition, place.instance), word);
    case 'name':
      return partDocs(partNamed(composition, word), composition);
    case 'path':
      return partDocs(partAt(composition, offset), composition);
    default:
      return undefined;
  }
}

function inDocument(composition: Composition, place: WacPlace, word: string): string | undefined {
  switch (place.kind) {
    case 'package':
      return partDocs(partNamed(composition, place.package), composition);
    case 'argument':
      return itemDocs(partNamed(composition, place.package), 'imports', word);
    case 'export':
      return exportDocs(partNamed(composition, place.package), word);
    case 'word':
      return undefined;
  }
}

/** The part whose path is at the offset. */
export function partAt({ parts, source }: Composition, offset: number): Part | undefined {
  const { start } = source.locate(offset, offset);
  return parts.find(
    ({ at }) =>
      at?.start.line === start.line &&
      at.start.character <= start.character &&
      start.character <= at.end.character,
  );
}

function wireDocs(composition: Composition, instance: string, name: string): string | undefined {
  const description = partNamed(composition, instance)?.description;
  if (!description) return undefined;
  const names = meant(name, description.imports);
  const graph = drawn(composition)?.graph;
  const isStubbed = (one: string) =>
    graph?.stubbed.some(({ target, import: stubbed }) => target.name === instance && stubbed === one);
  const wires = graph?.wires.filter(
    ({ target, import: wired }) => target.name === instance && names.includes(wired),
  );
  const docs = names.map((one) =>
    isStubbed(one)
      ? `\`${instance}\` imports \`${one}\` from a stub, whose answers are in the plan.`
      : wireLine(instance, one, wires?.filter((wire) => wire.import === one) ?? []),
  );
  const functions = description.imports.filter((item) => names.includes(item.name));
  return docs.length === 0
    ? undefined
    : [...docs, ...functions.map(functionList)].filter(Boolean).join('\n\n');
}

function wireLine(instance: string, name: string, wires: readonly GraphWire[]): string {
  const lead = `\`${instance}\` imports \`${name}\``;
  if (wires.length === 0) return `${lead}, which stays open: it becomes an import of the composition.`;
  const from = wires.map(
    ({ source, export: item, function: member }) =>
      `\`${source.name}\`${item === name ? '' : ` (its \`${member === undefined ? item : functionId(item, member)}\`)`}`,
  );
  return `${lead} from ${from.join(' and ')}.`;
}

const exportDocs = (part: Part | undefined, name: string) => itemDocs(part, 'exports', name);

function itemDocs(part: Part | undefined, side: 'imports' | 'exports', name: string): string | undefined {
  const items = part?.description?.[side] ?? [];
  const [found] = items.filter((item) => meant(name, items).includes(item.name));
  if (!part || !found) return undefined;
  return [`\`${part.name}\` ${side} \`${found.name}\`.`, functionList(found)].filter(Boolean).join('\n\n');
}

const functionList = ({ functions }: Description['imports'][number]): string =>
  functions.length === 0 ? '' : `Functions: ${functions.map((name) => `\`${name}\``).join(', ')}.`;

function partDocs(part: Part | undefined, { source }: Composition): string | undefined {
  if (!part) return undefined;
  const folder = displayPath(source.file).replace(/[^/]*$/, '');
  const path = displayPath(part.component ?? part.source).replace(folder, '');
  const lead = `**${part.name}**: \`${path}\``;
  if (part.component === undefined) return `${lead}\n\nNot built yet: composing builds it.`;
  if (!part.description) return lead;
  const { imports, exports } = part.description;
  return [lead, listOf('Exports', exports), listOf('Imports', imports)].filter(Boolean).join('\n\n');
}

function listOf(title: string, items: Description['imports']): string {
  const wirable = items.filter(({ kind }) => kind === 'interface' || kind === 'func');
  return wirable.length === 0 ? '' : [`${title}:`, ...wirable.map(({ name }) => `- \`${name}\``)].join('\n');
}
