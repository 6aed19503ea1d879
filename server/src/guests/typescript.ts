import { closing, codeOf } from './code.ts';
import { keyOf, type GuestExport } from './guest-export.ts';

const LEXIS = { line: '//', block: ['/*', '*/'], quotes: ['`', '"', "'"] } as const;

/**
 * The exports of a script: `export const auth = { check() { … } }` for an interface, with a class for each of its
 * resources, and `export function run() { … }` for an export of the world itself. Imports of other files are not
 * followed.
 */
export function exportsInTypeScript(text: string): GuestExport[] {
  const code = codeOf(text, LEXIS);
  const found: GuestExport[] = [];
  for (const match of code.matchAll(
    /\bexport\s+(?:async\s+)?(?:const|let|var|function\s*\*?|class)\s+([\w$]+)/g,
  ))
    found.push(...exported(code, match[1]!, match.index + match[0].length - match[1]!.length));
  for (const match of code.matchAll(/\bexport\s*\{([^}]*)\}(?!\s*from)/g))
    for (const one of match[1]!.split(',')) {
      const [local = '', name = local] = one.trim().split(/\s+as\s+/);
      const at = local === '' ? undefined : declared(code, local);
      if (at !== undefined) found.push(...exported(code, local, at, name));
    }
  return found;
}

/** The declaration at `start`, under its exported name. */
function* exported(code: string, local: string, start: number, name = local): Generator<GuestExport> {
  const end = start + local.length;
  const value = valueBehind(code, end);
  const whole = { start, end: endOfItem(code, value) };
  if (code[value] !== '{') {
    yield { scope: '', function: keyOf(name), start, end, whole };
    // An object that something makes: where its functions are, only running it would say.
    yield { scope: keyOf(name), start, end, whole };
    return;
  }
  const scope = keyOf(name);
  yield { scope, start, end, whole };
  for (const member of membersOf(code, value)) {
    const resource = classOf(code, member);
    if (resource === undefined) yield { scope, function: keyOf(member.name), ...member.place };
    else yield* ofClass(code, scope, member, resource);
  }
}

function* ofClass(
  code: string,
  scope: string,
  { name, place }: Member,
  open: number,
): Generator<GuestExport> {
  const resource = keyOf(name);
  yield { scope, resource, ...place };
  for (const member of membersOf(code, open))
    yield { scope, resource, function: keyOf(member.name), ...member.place };
}

interface Member {
  readonly name: string;
  readonly place: Pick<GuestExport, 'start' | 'end' | 'whole'>;
  /** Where its value begins; the place of its name in the shorthand. */
  readonly value: number;
}

const MEMBER = /(?:(?:public|async|static|get|set)\s+|\*\s*)*([\w$]+)\s*(?:[(:<=,;}]|$)/y;

/** Of the object or class whose brace is at `open`. */
function* membersOf(code: string, open: number): Generator<Member> {
  const end = closing(code, open) - 1;
  let isStart = true;
  for (let at = open + 1; at < end; at++) {
    const char = code[at]!;
    if (/\s/.test(char)) continue;
    if (char === ',' || char === ';') {
      isStart = true;
      continue;
    }
    MEMBER.lastIndex = at;
    const match = isStart ? MEMBER.exec(code) : null;
    if (match) {
      const name = match[1]!;
      const start = at + match[0].lastIndexOf(name);
      const behind = valueBehind(code, start + name.length);
      const value = code[behind] === ',' || behind >= end ? start : behind;
      const whole = {
        start: at,
        end: Math.min(end, value === start ? start + name.length : endOfItem(code, value)),
      };
      yield { name, place: { start, end: start + name.length, whole }, value };
      at = whole.end - 1;
      // A method ends with its body, whether a comma follows or not.
      isStart = code[at] === '}';
      continue;
    }
    if ('([{'.includes(char)) at = closing(code, at) - 1;
    isStart = char === '{';
  }
}

/** The brace of the class that a member refers to: written there, or declared in the same file. */
function classOf(code: string, { name, value }: Member): number | undefined {
  const written = /^(class\b[^{]*)\{/.exec(code.slice(value, value + 500));
  if (written) return value + written[1]!.length;
  const named = /^[\w$]+/.exec(code.slice(value))?.[0] ?? name;
  const found = new RegExp(`\\bclass\\s+${named.replace(/\$/g, '\\$')}\\b[^{]*\\{`).exec(code);
  return /^[A-Z]/.test(name) && found ? found.index + found[0].length - 1 : undefined;
}

/** After a name: its parameters, or its initial value, without its type. */
function valueBehind(code: string, at: number): number {
  const typed = /^\s*(?::[^=;,{(]*(?:\([^)]*\)[^=;,{]*)?=(?!>))?\s*(?:[=:]\s*)?/.exec(
    code.slice(at, at + 500),
  );
  return at + (typed?.[0].length ?? 0);
}

/** The end of a function, object, class or expression that begins at `at`. */
function endOfItem(code: string, at: number): number {
  for (let to = at; to < code.length; to++) {
    const char = code[to]!;
    if (char === '{') return closing(code, to);
    if (char === '(' || char === '[') to = closing(code, to) - 1;
    else if (char === ';' || char === ',' || char === '}') return to;
  }
  return code.length;
}

function declared(code: string, name: string): number | undefined {
  const match = new RegExp(`\\b(?:const|let|var|function|class)\\s+${name.replace(/\$/g, '\\$')}\\b`).exec(
    code,
  );
  return match ? match.index + match[0].length - name.length : undefined;
}
