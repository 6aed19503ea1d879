import type { Composition, Part } from '../../analysis/compositions/composition.ts';
import type { FileRange, OffsetRange, Snapshot } from '../../analysis/snapshot.ts';
import type { SourceLocation } from '../../base/problem.ts';
import { nameOf } from '../../base/uri-paths.ts';
import { declarationIn } from '../../compositions/place/wac-place.ts';
import type { DocumentLink } from '../results.ts';
import type { Target } from '../navigation/target.ts';
import { partNamed, placeInPlan } from './place-in-plan.ts';
import { partAt } from './hover.ts';

/** From a path or a package to the component's file; from the name of an instance to where it is given. */
export function compositionDefinition(
  snapshot: Snapshot,
  composition: Composition,
  offset: number,
): readonly Target[] {
  const found = placeInPlan(composition, offset);
  if (!found) return [];
  const target = targetOf(snapshot, composition, found, offset);
  return target ? [{ ...target, origin: found.range, whole: { start: target.start, end: target.end } }] : [];
}

function targetOf(
  snapshot: Snapshot,
  composition: Composition,
  found: NonNullable<ReturnType<typeof placeInPlan>>,
  offset: number,
): FileRange | undefined {
  const { word } = found;
  const { source } = composition;
  if (found.kind === 'wac') {
    if (found.place.kind === 'package') return fileOf(partNamed(composition, found.place.package));
    const declared = found.place.kind === 'word' ? declarationIn(source.text, word) : undefined;
    return declared && { uri: source.file, ...declared };
  }
  if (found.place.kind === 'path') return fileOf(partAt(composition, offset));
  const part = found.place.kind === 'provider' ? partNamed(composition, word) : undefined;
  return part?.at && { uri: source.file, ...offsetsOf(snapshot, part.at) };
}

/** The paths and packages of a plan, each leading to its component, and those of files. */
export function compositionLinks(
  snapshot: Snapshot,
  { parts, source, reading }: Composition,
): readonly DocumentLink[] {
  const components = parts.flatMap((part) => {
    const target = fileOf(part);
    if (!target || part.at?.file !== source.file) return [];
    return { ...offsetsOf(snapshot, part.at), target, title: nameOf(target.uri) };
  });
  const included = reading?.plan.instances.flatMap(({ files }) => files?.entries ?? []) ?? [];
  const files = included.map(({ at, source: uri }) => ({
    ...offsetsOf(snapshot, at),
    target: { uri, start: 0, end: 0 },
    title: nameOf(uri),
  }));
  return [...components, ...files];
}

const fileOf = (part: Part | undefined): FileRange | undefined =>
  part?.component === undefined ? undefined : { uri: part.component, start: 0, end: 0 };

function offsetsOf(snapshot: Snapshot, { file, start, end }: SourceLocation): OffsetRange {
  const lines = snapshot.lines(file);
  return { start: lines?.offsetAt(start) ?? 0, end: lines?.offsetAt(end) ?? 0 };
}
