import type { OffsetRange, Snapshot } from '../../../analysis/snapshot.ts';
import type {
  Accessor,
  Extern,
  FunctionItem,
  FunctionType,
  Name,
  ResourceFunction,
  Span,
} from '../../../syntax/ast.ts';
import { kindOf } from '../../../syntax/lexer/token-kind.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { written } from '../../written-name.ts';
import { errorAfter } from '../../navigation/error-after.ts';
import { rootsThatSee } from '../../navigation/references.ts';
import { bodiesIn } from '../bodies-in.ts';
import type { Fix } from '../fix.ts';
import type { FileEdit } from '../../results.ts';
import { isValidAfter } from './findings-after.ts';

/** A function that is an accessor, or could be one by its name. */
interface AccessorCandidate {
  readonly accessor: Accessor;
  /** `x` of `get-x` and of the accessor `x`. */
  readonly property: string;
  readonly isAccessor: boolean;
  readonly isStatic: boolean;
  readonly name: Name;
  readonly func: FunctionType;
  readonly item: FunctionItem | ResourceFunction | Extern;
}

/**
 * Turns `get-x: func() -> t` and `set-x: func(value: t)` of an interface, resource or world into the accessors of `x`,
 * and accessors into such functions. Two words of each are replaced, so that docs, gates, comments and order stay.
 * Offered where the configured tools accept the result; a getter alone where its setter cannot come along.
 */
export function* betweenAccessors(snapshot: Snapshot, file: ParsedFile, range: OffsetRange): Generator<Fix> {
  const halves = halvesAround(snapshot, file, range);
  const own = halves.find(({ item }) => isWithin(file, item, range));
  if (own === undefined) return;
  const partner = halves.find((one) => isPartner(own, one));
  for (const changed of partner ? [inOrder(own, partner), [own]] : [[own]]) {
    const edits = changed.flatMap((one) => edit(file, one));
    if (!isValidAfter(snapshot, file, edits) || breaksIncludes(snapshot, own, edits)) continue;
    yield { title: titleOf(changed), edits };
    return;
  }
}

const isPartner = (own: AccessorCandidate, other: AccessorCandidate): boolean =>
  other.property === own.property &&
  other.accessor !== own.accessor &&
  other.isAccessor === own.isAccessor &&
  other.isStatic === own.isStatic;

const inOrder = (own: AccessorCandidate, partner: AccessorCandidate): AccessorCandidate[] =>
  own.accessor === 'get' ? [own, partner] : [partner, own];

/**
 * Whether another world, in whatever file, would have an error: one that includes the world of the function may name
 * the function in its `with`, or have one of the new name.
 */
function breaksIncludes(
  snapshot: Snapshot,
  { item }: AccessorCandidate,
  edits: readonly FileEdit[],
): boolean {
  if (item.kind !== 'extern') return false;
  const roots = edits.flatMap(({ uri }) => rootsThatSee(snapshot, uri, uri));
  return errorAfter(snapshot, [...new Set(roots)], edits) !== undefined;
}

/** The halves of the interface, resource or side of a world that a range is in. */
function halvesAround(
  snapshot: Snapshot,
  file: ParsedFile,
  range: OffsetRange,
): readonly AccessorCandidate[] {
  const isHere = (item: Span) => isWithin(file, item, range);
  // Those of the interfaces within a world come before its own.
  const bodies = bodiesIn(snapshot, file.uri).map(({ items }) => items);
  const items = bodies.find((all) => all.some(isHere)) ?? [];
  const at = items.find(isHere);
  if (at?.kind === 'resource') return at.functions.flatMap((one) => candidateIn(file, one, one));
  if (at?.kind === 'function')
    return items.flatMap((one) => (one.kind === 'function' ? candidateIn(file, one, one) : []));
  return items.flatMap((one) => {
    const isBeside = one.kind === 'extern' && at?.kind === 'extern' && one.direction === at.direction;
    return isBeside && one.target?.kind === 'function' ? candidateIn(file, one, one.target) : [];
  });
}

const isWithin = ({ tokens }: ParsedFile, { first, last }: Span, { start, end }: OffsetRange): boolean =>
  tokens.start(first) <= start && end <= tokens.end(last);

/** Nothing can be made of a function whose `func` is missing. */
function candidateIn(
  { tokens }: ParsedFile,
  item: AccessorCandidate['item'],
  { name, func }: { readonly name: Name | undefined; readonly func: FunctionType },
): AccessorCandidate[] {
  if (name === undefined) return [];
  const isAccessor = func.accessor !== undefined;
  const rest = { isAccessor, isStatic: item.kind === 'static', name, func, item };
  if (func.accessor) return [{ ...rest, accessor: func.accessor, property: name.text }];
  if (tokens.kind(func.first) !== kindOf.func) return [];
  const [, word, property = ''] = /^(get|set)-(.+)$/.exec(name.text) ?? [];
  return word === 'get' || word === 'set' ? [{ ...rest, accessor: word, property }] : [];
}

function edit(
  { uri, tokens }: ParsedFile,
  { accessor, property, isAccessor, name, func }: AccessorCandidate,
): FileEdit[] {
  const replaced = (token: number, text: string): FileEdit => ({
    uri,
    start: tokens.start(token),
    end: tokens.end(token),
    text,
  });
  const changed = isAccessor ? `${accessor}-${property}` : written(property);
  return [replaced(name.token, changed), replaced(func.first, isAccessor ? 'func' : accessor)];
}

function titleOf([first, second]: readonly AccessorCandidate[]): string {
  const { accessor, property, isAccessor } = first!;
  const flat = ({ accessor, property }: AccessorCandidate) => `\`${accessor}-${property}\``;
  const functions = [first, second].flatMap((one) => (one ? [flat(one)] : [])).join(' and ');
  if (second) {
    return isAccessor
      ? `Turn the accessors of \`${property}\` into ${functions}`
      : `Turn ${functions} into accessors of \`${property}\``;
  }
  const word = accessor === 'get' ? 'getter' : 'setter';
  return isAccessor
    ? `Turn the ${word} \`${property}\` into ${functions}`
    : `Turn ${functions} into a ${word} \`${property}\``;
}
