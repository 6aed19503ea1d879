import { closing, codeOf } from './code.ts';
import { keyOf, type GuestExport } from './guest-export.ts';

/** Quotes for characters are left out: a lifetime has but one of them. */
const LEXIS = { line: '//', block: ['/*', '*/'], quotes: ['"'] } as const;

/**
 * Of a crate with wit-bindgen: `impl exports::edge::service::auth::Guest for …`, `GuestCounter` for a resource, and
 * `Guest` of the bindings themselves for exports of the world. Names may come from `use`.
 */
export function exportsInRust(text: string): GuestExport[] {
  const code = codeOf(text, LEXIS);
  const uses = usesIn(code);
  const found: GuestExport[] = [];
  for (const match of code.matchAll(/\bimpl\b(?:\s*<[^{;]*?>)?\s+([\w:]+)\s+for\s+[^{;]+\{/g)) {
    const path = resolved(match[1]!.split('::'), uses);
    const trait = /^Guest(\w*)$/.exec(path.at(-1) ?? '');
    if (!trait) continue;
    const open = match.index + match[0].length - 1;
    const start = match.index + match[0].indexOf(match[1]!);
    const whole = { start: match.index, end: closing(code, open) };
    const within = { scope: scopeOf(path), ...(trait[1] !== '' && { resource: keyOf(trait[1]!) }) };
    found.push({ ...within, start, end: start + match[1]!.length, whole });
    for (const one of functionsIn(code, open + 1, whole.end)) found.push({ ...within, ...one });
  }
  return found;
}

function* functionsIn(code: string, from: number, end: number) {
  const words = /\bfn\s+(?:r#)?(\w+)|\{/g;
  words.lastIndex = from;
  for (let match = words.exec(code); match && match.index < end; match = words.exec(code)) {
    const name = match[1];
    if (name === undefined) {
      words.lastIndex = closing(code, match.index);
      continue;
    }
    const start = words.lastIndex - name.length;
    const open = code.indexOf('{', start);
    const whole = { start: match.index, end: open < 0 ? end : closing(code, open) };
    yield { function: name === 'new' ? 'constructor' : keyOf(name), start, end: start + name.length, whole };
    words.lastIndex = whole.end;
  }
}

/** The modules between `exports` and the trait; without `exports` in the bindings, only the modules that contain them. */
function scopeOf(path: readonly string[]): string {
  const at = path.indexOf('exports');
  return at < 0 ? '' : keyOf(path.slice(at + 1, -1).join(''));
}

/** By the name it has here: the path that a `use` brought in; by `*`, those whose every name it did. */
type Uses = ReadonlyMap<string, readonly string[]>;

function resolved(path: readonly string[], uses: Uses): readonly string[] {
  const [first = '', ...rest] = path;
  const used = uses.get(first);
  if (used) return [...used, ...rest];
  const every = rest.length === 0 ? uses.get('*') : undefined;
  return every ? [...every, first] : path;
}

function usesIn(code: string): Uses {
  const uses = new Map<string, readonly string[]>();
  for (const [, tree] of code.matchAll(/\buse\s+([^;]+);/g))
    for (const [name, path] of leaves(tree!, []))
      if (name !== '*' || path.includes('exports')) uses.set(name, path);
  return uses;
}

/** `a::b::{C, d::E as F}`: each name with its path. */
function* leaves(tree: string, above: readonly string[]): Generator<[string, readonly string[]]> {
  const text = tree.trim();
  const brace = text.indexOf('{');
  if (brace >= 0) {
    const prefix = [...above, ...segments(text.slice(0, brace))];
    const inside = text.slice(brace + 1, closing(text, brace) - 1);
    for (const part of partsOf(inside)) yield* leaves(part, prefix);
    return;
  }
  const [path = '', alias] = text.split(/\s+as\s+/);
  const all = [...above, ...segments(path)];
  if (all.at(-1) === '*') yield ['*', all.slice(0, -1)];
  else if (all.at(-1) === 'self') yield [alias ?? all.at(-2) ?? '', all.slice(0, -1)];
  else if (all.length > 0) yield [alias ?? all.at(-1)!, all];
}

const segments = (path: string): string[] =>
  path
    .split('::')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Splits at the commas that are in no braces. */
function partsOf(list: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at <= list.length; at++) {
    const char = list[at];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if ((char === ',' || char === undefined) && depth === 0) {
      parts.push(list.slice(from, at));
      from = at + 1;
    }
  }
  return parts.filter((one) => one.trim() !== '');
}
