/**
 * Marker files: a fixture with requests and expected responses.
 *
 *     //! The purpose of this file, for a reader.
 *     //@ features = gate-a, gate-b
 *     //- /a.wit
 *     interface i { use j.{t}; }
 *     //                   ^ use-t
 *     //@ def(use-t) = t
 *     //@ hover(use-t)
 *     //= hover(use-t)
 *     …the expected response, up to the next //= …
 *
 * A request is `//@ name(label, argument)`; its response is either after `=` in the same line, or in the golden section
 * of the same title. UPDATE=1 writes the actual responses into the file. Requests: `def`, `typedef` (type definition),
 * `impl` (implementation), `hover`, `help` (signature help at the label's start; argument `typed`: triggered by
 * typing), `refs`, `rename` (argument: the new name), `complete` (argument: prefix of the labels), `links` (those of
 * the file that the label is in), `diag` (no label: the whole workspace). `features` is not a request: it enables
 * gates.
 */
import { parseFixture, type Fixture, type LabelledRange } from './fixture.ts';

export interface Question {
  /** As written, without `//@` and the inline response. */
  readonly title: string;
  readonly name: string;
  readonly at: LabelledRange | undefined;
  readonly argument: string | undefined;
}

export interface Marker {
  readonly fixture: Fixture;
  readonly questions: readonly Question[];
  /** The gates that are on. */
  readonly features: readonly string[];
  /** The expected answer by title. */
  readonly expected: ReadonlyMap<string, string>;
}

const QUESTION = /^\/\/@ (([a-z-]+)(?:\(([^,)]*)(?:,\s*([^)]*))?\))?)(?:\s+=\s*(.*))?$/;
const GOLDEN = /^\/\/= (.*)$/;

export function parseMarker(text: string): Marker {
  const [before, goldens] = splitGoldens(text);
  const lines = before.split('\n');
  const fixture = parseFixture(lines.filter((line) => !/^\/\/[@!]/.test(line)).join('\n'));
  const questions: Question[] = [];
  let features: readonly string[] = [];
  const expected = new Map(goldens);
  for (const line of lines.filter((line) => line.startsWith('//@'))) {
    const [, title, name, label, argument, inline] = QUESTION.exec(line) ?? [];
    if (title === undefined || name === undefined) throw new Error(`no question: ${line}`);
    if (name === 'features') {
      features = (inline ?? '').split(',').map((gate) => gate.trim());
      continue;
    }
    const at = label === undefined ? undefined : fixture.labels.get(label);
    if (label !== undefined && at === undefined) throw new Error(`no such label: ${line}`);
    questions.push({ title, name, at, argument });
    if (inline !== undefined) expected.set(title, inline.trim());
  }
  return { fixture, questions, features, expected };
}

function splitGoldens(text: string): [string, Map<string, string>] {
  const [before = '', ...sections] = text.split(/^(?=\/\/= )/m);
  const goldens = sections.map((section): [string, string] => {
    const [head = '', ...body] = section.split('\n');
    return [GOLDEN.exec(head)?.[1] ?? '', body.join('\n').trimEnd()];
  });
  return [before, new Map(goldens)];
}

/** The marker's text with these responses in place of the expected ones. */
export function updateMarker(text: string, answers: ReadonlyMap<string, string>): string {
  const [before] = splitGoldens(text);
  const inline = new Set<string>();
  const lines = before.trimEnd().split('\n');
  const updated = lines.map((line) => {
    const [, title, , , , old] = QUESTION.exec(line) ?? [];
    const answer = title === undefined ? undefined : answers.get(title);
    if (title === undefined || old === undefined || answer === undefined) return line;
    inline.add(title);
    return `//@ ${title} = ${answer}`;
  });
  const sections = [...answers].filter(([title]) => !inline.has(title));
  return [...updated, ...sections.map(([title, answer]) => `//= ${title}\n${answer}`)].join('\n') + '\n';
}

/** A range as a marker writes it: its label, else where it starts. */
export function nameRange(fixture: Fixture, path: string, start: number): string {
  for (const [label, range] of fixture.labels) if (range.path === path && range.start === start) return label;
  const before = (fixture.files.get(path) ?? '').slice(0, start).split('\n');
  return `${path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
