import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { type FoundFunction, functionsIn } from '../../check/facts/scopes.ts';
import { kindOf } from '../../syntax/lexer/token-kind.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import { bodiesIn } from '../code-actions/bodies-in.ts';
import { printType } from '../hover/print.ts';
import type { Completion } from '../results.ts';
import { scopeAt } from '../scope-at.ts';
import type { CursorContext } from './context.ts';

/**
 * The setter of the getter above the cursor, or the other way round, after `name:`. Nothing else can have the same
 * name, so it is the only proposal. Undefined without an accessor, or if both are there.
 */
export function otherAccessor(
  snapshot: Snapshot,
  place: Place,
  file: ParsedFile,
  context: CursorContext,
): Completion | undefined {
  const { tokens } = file;
  const colon = context.statement.find((token) => tokens.kind(token) === kindOf[':']);
  if (colon === undefined) return undefined;
  const name = tokens.textOf(colon - 1).replace(/^%/, '');
  const same = functionsBeside(snapshot, place, file, context).filter(
    (one) => one.func.accessor && one.name?.text === name && one.name.token !== colon - 1,
  );
  const [only, second] = same;
  if (!only || second) return undefined;
  const isStatic = context.statement.some((token) => tokens.kind(token) === kindOf.static);
  if (isStatic && only.kind !== 'static') return undefined;
  return completionOf(only, only.kind === 'static' && !isStatic ? 'static ' : '');
}

/** The functions of the resource, the interface, or the side of the world that the cursor is in. */
function functionsBeside(
  snapshot: Snapshot,
  place: Place,
  { tokens }: ParsedFile,
  { containers, statement }: CursorContext,
): readonly FoundFunction[] {
  const definition = scopeAt(snapshot, place)?.definition;
  const body = bodiesIn(snapshot, place.uri).find(({ scope }) => scope.definition === definition);
  const items = body?.items ?? [];
  if (containers.at(-1) === 'resource') {
    const before = items.filter(
      ({ first, kind }) => kind === 'resource' && tokens.start(first) < place.offset,
    );
    return before.slice(-1).flatMap(functionsIn);
  }
  const direction = statement[0] === undefined ? '' : tokens.textOf(statement[0]);
  const isBeside = (item: (typeof items)[number]) =>
    item.kind === 'extern' ? item.direction === direction : item.kind === 'function';
  return items.filter(isBeside).flatMap(functionsIn);
}

/** A getter that may fail has a setter of the value alone. */
function completionOf({ func: { accessor, params, result } }: FoundFunction, before: string): Completion {
  const value = accessor === 'set' ? params[0]?.type : result?.kind === 'result' ? result.ok : result;
  const [type, error] = [printType(value), result?.kind === 'result' && result.err];
  const label = accessor === 'get' ? 'set' : 'get';
  const fails = accessor === 'get' && error ? ` -> result<_, ${printType(error)}>` : '';
  const text = label === 'get' ? `get() -> ${type}` : `set(\${1:value}: ${type})${fails}`;
  const detail = label === 'get' ? 'reads the property' : 'changes the property';
  return { label: before + label, kind: 'snippet', text: before + text, snippet: true, detail };
}
