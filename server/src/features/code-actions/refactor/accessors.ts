import type { OffsetRange, Snapshot } from '../../../analysis/snapshot.ts';
import type { Accessor, FunctionItem, ResourceFunction, Span } from '../../../syntax/ast.ts';
import { kindOf } from '../../../syntax/lexer/token-kind.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { written } from '../../written-name.ts';
import { bodiesIn } from '../bodies-in.ts';
import type { Fix } from '../fix.ts';
import type { FileEdit } from '../../results.ts';
import { isValidAfter } from './findings-after.ts';

/** A function of an interface or resource that is an accessor, or could be one by its name. */
interface AccessorCandidate {
  readonly accessor: Accessor;
  /** `x` of `get-x` and of the accessor `x`. */
  readonly property: string;
  readonly isAccessor: boolean;
  readonly isStatic: boolean;
  readonly node: FunctionItem | ResourceFunction;
}

/**
 * Turns `get-x: func() -> t` and `set-x: func(value: t)` into the accessors of `x`, and accessors into such
 * functions. Two words of each are replaced, so that docs, gates, comments and order stay. Offered where
 * the configured tools accept the result; a getter alone where its setter cannot come along.
 */
export function* betweenAccessors(snapshot: Snapshot, file: ParsedFile, range: OffsetRange): Generator<Fix> {
  const halves = halvesAround(snapshot, file, range);
  const own = halves.find(({ node }) => isWithin(file, node, range));
  if (own === undefined) return;
  const partner = halves.find((one) => isPartner(own, one));
  for (const changed of partner ? [inOrder(own, partner), [own]] : [[own]]) {
    const edits = changed.flatMap((candidatesIn) => edit(file, candidatesIn));
    if (!isValidAfter(snapshot, file, edits)) continue;
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

/** The halves of the interface or resource that a range is in. */
function halvesAround(
  snapshot: Snapshot,
  file: ParsedFile,
  range: OffsetRange,
): readonly AccessorCandidate[] {
  const interfaces = bodiesIn(snapshot, file.uri).filter(({ kind }) => kind === 'interface');
  const items = interfaces
    .map((one) => one.items)
    .find((all) => all.some((item) => isWithin(file, item, range)));
  const at = items?.find((item) => isWithin(file, item, range)) ?? resourceOfWorld(snapshot, file, range);
  const members = at?.kind === 'resource' ? at.functions : (items ?? []);
  return members.flatMap((one) => (one.kind === 'function' || 'func' in one ? candidatesIn(file, one) : []));
}

function resourceOfWorld(snapshot: Snapshot, file: ParsedFile, range: OffsetRange) {
  const worlds = bodiesIn(snapshot, file.uri).filter(({ kind }) => kind === 'world');
  const items = worlds.flatMap((one) => one.items);
  return items.find((item) => item.kind === 'resource' && isWithin(file, item, range));
}

const isWithin = ({ tokens }: ParsedFile, { first, last }: Span, { start, end }: OffsetRange): boolean =>
  tokens.start(first) <= start && end <= tokens.end(last);

/** Nothing can be made of a function whose `func` is missing. */
function candidatesIn({ tokens }: ParsedFile, node: FunctionItem | ResourceFunction): AccessorCandidate[] {
  const { name, func, kind } = node;
  const rest = { isAccessor: func.accessor !== undefined, isStatic: kind === 'static', node };
  if (name === undefined) return [];
  if (func.accessor) return [{ ...rest, accessor: func.accessor, property: name.text }];
  if (tokens.kind(func.first) !== kindOf.func) return [];
  const [, word, property = ''] = /^(get|set)-(.+)$/.exec(name.text) ?? [];
  return word === 'get' || word === 'set' ? [{ ...rest, accessor: word, property }] : [];
}

function edit(
  { uri, tokens }: ParsedFile,
  { accessor, property, isAccessor, node }: AccessorCandidate,
): FileEdit[] {
  const replaced = (token: number, text: string): FileEdit => ({
    uri,
    start: tokens.start(token),
    end: tokens.end(token),
    text,
  });
  const name = isAccessor ? `${accessor}-${property}` : written(property);
  return [replaced(node.name!.token, name), replaced(node.func.first, isAccessor ? 'func' : accessor)];
}

function titleOf([first, second]: readonly AccessorCandidate[]): string {
  const { accessor, property, isAccessor } = first!;
  const flat = (candidatesIn: AccessorCandidate) => `\`${candidatesIn.accessor}-${candidatesIn.property}\``;
  const functions = [first, second]
    .flatMap((candidatesIn) => (candidatesIn ? [flat(candidatesIn)] : []))
    .join(' and ');
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
