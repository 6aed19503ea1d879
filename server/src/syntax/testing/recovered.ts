import type { TokenIndex } from '../ast.ts';
import { parse, type ParsedFile } from '../parse.ts';
import { applyEdit, type Edit } from './edits.ts';
import {
  type Declaration,
  declarationAt,
  declarations,
  isSameDeclaration,
  isSameContainer,
  membersOf,
  withMembers,
} from './outline.ts';

export interface Recovered {
  /** Unedited declarations that differ from before, at their place. */
  readonly lost: readonly Declaration[];
  /** The same for the members of the edited item, whatever contains them now. */
  readonly lostMembers: readonly Declaration[];
  readonly after: ParsedFile;
}

/** Edits a token of a valid file and looks for the declarations that should not mind. */
export function edited(before: ParsedFile, edit: Edit): Recovered {
  const after = parse(before.uri, applyEdit(before.tokens, edit));
  const moved = after.tokens.count - before.tokens.count;
  const change: Change = { end: edit.token + (edit.kind === 'insert' ? 0 : 1), moved };
  const all = declarations(before);
  const touched = editedDeclarations(all, edit);
  const members = touched.flatMap((one) => withMembers(one).slice(1)).filter((one) => !touched.includes(one));
  const now = declarations(after);
  return {
    lost: lostOf(all, now, change, new Set(touched)),
    lostMembers: members.length === 0 ? [] : lostFrom(members, now.flatMap(withMembers), change),
    after,
  };
}

/** The declarations that contain an edit; an insertion between two declarations belongs to both. */
export function editedDeclarations(all: readonly Declaration[], { kind, token }: Edit): Declaration[] {
  const places = kind === 'insert' && token > 0 ? [token - 1, token] : [token];
  return places.flatMap((place) => declarationAt(all, place) ?? []);
}

/** The tokens from `end` on are the same, `moved` tokens further on. */
interface Change {
  readonly end: TokenIndex;
  readonly moved: number;
}

function lostOf(
  before: readonly Declaration[],
  after: readonly Declaration[],
  change: Change,
  touched: ReadonlySet<Declaration>,
): Declaration[] {
  const places = byPlace(after);
  const lost: Declaration[] = [];
  for (const one of before) {
    if (touched.has(one)) continue;
    const now = find(places, one, change);
    if (now) lost.push(...lostOf(membersOf(one), membersOf(now), change, touched));
    else lost.push(...withMembers(one).filter((each) => !touched.has(each)));
  }
  return lost;
}

function lostFrom(
  before: readonly Declaration[],
  after: readonly Declaration[],
  change: Change,
): Declaration[] {
  const places = byPlace(after);
  return before.filter((one) => !find(places, one, change));
}

const byPlace = (all: readonly Declaration[]) => new Map(all.map((one) => [one.first, one]));

/** A declaration as it is after the edit, if it is as it was. */
function find(
  after: ReadonlyMap<TokenIndex, Declaration>,
  one: Declaration,
  { end, moved }: Change,
): Declaration | undefined {
  const shift = one.first >= end ? moved : 0;
  const now = after.get(one.first + shift);
  const holdsEdit = one.first < end && end <= one.last;
  const alike = now && (holdsEdit ? isSameContainer(one, now) : isSameDeclaration(one, now, shift));
  return alike ? now : undefined;
}
