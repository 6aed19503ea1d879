import { parse, type ParsedFile } from '../parse.ts';
import { applyEdit, type Edit } from './edits.ts';
import { type Declaration, declarationAt, outline, withMembers } from './outline.ts';

export interface Recovered {
  /** Declarations outside of what was edited that are not as before. */
  readonly lost: readonly Declaration[];
  /** As before, but of the members of what was edited, wherever they are now. */
  readonly lostMembers: readonly Declaration[];
  readonly after: ParsedFile;
}

/** Edits a token of a valid file and looks for the declarations that should not mind. */
export function edited(before: ParsedFile, edit: Edit): Recovered {
  const after = parse(before.uri, applyEdit(before.tokens, edit));
  const all = outline(before);
  const now = outline(after).flatMap(withMembers);
  const touched = touchedBy(all, edit);
  const own = new Set(touched.flatMap(withMembers));
  const others = all.flatMap(withMembers).filter((one) => !own.has(one));
  const members = [...own].filter((one) => !touched.includes(one));
  return {
    lost: missing(others, now, ({ container, content }) => `${container}/${content}`),
    lostMembers: missing(members, now, ({ content }) => content),
    after,
  };
}

/** What an edit is in; what is put in between two declarations belongs to either. */
function touchedBy(all: readonly Declaration[], { kind, token }: Edit): Declaration[] {
  const places = kind === 'insert' && token > 0 ? [token - 1, token] : [token];
  return places.flatMap((place) => declarationAt(all, place) ?? []);
}

function missing(
  wanted: readonly Declaration[],
  found: readonly Declaration[],
  key: (of: Declaration) => string,
): Declaration[] {
  const left = new Map<string, number>();
  for (const one of found) left.set(key(one), (left.get(key(one)) ?? 0) + 1);
  return wanted.filter((one) => {
    const count = left.get(key(one)) ?? 0;
    left.set(key(one), count - 1);
    return count <= 0;
  });
}
