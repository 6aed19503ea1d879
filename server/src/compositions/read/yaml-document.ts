import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { ProblemError } from '../../base/problem.ts';
import type { PlanNode } from './plan-node.ts';
import type { PlanSource } from '../plan-source.ts';
import { collectProblems, type Problems } from '../problems.ts';

/**
 * Reports `plan-syntax` at a key that is there twice, of which the last one counts.
 * @throws ProblemError `plan-syntax` with all other mistakes in the YAML
 */
export function parseYaml(source: PlanSource, problems: Problems): PlanNode {
  const document = parseDocument(source.text, { prettyErrors: false });
  const mistakes = collectProblems();
  for (const { code, message, pos } of firstOfEachLine(source, document.errors))
    if (code === 'DUPLICATE_KEY') problems.report(duplicateKeyError(source, pos[0]));
    else if (code === 'MULTIPLE_DOCS')
      mistakes.report(notYaml(source, 'a plan is one document, and `---` starts another one', pos));
    else mistakes.report(notYaml(source, message, pos));
  mistakes.refuse();
  const start: Range = [0, 0];
  return planNode({ source, document }, document.contents, [], start, start);
}

/** The parser reports consequences of a mistake in its line, too. */
function firstOfEachLine(source: PlanSource, errors: Document['errors']): Document['errors'] {
  const lines = errors.map(({ pos }) => source.locate(pos[0], pos[0]).start.line);
  return errors.filter((_, at) => lines.indexOf(lines[at]!) === at);
}

type Range = readonly [start: number, end: number, ...unknown[]];

interface Parsed {
  readonly source: PlanSource;
  readonly document: Document;
}

function planNode(
  parsed: Parsed,
  written: Node | null,
  path: readonly string[],
  keyRange: Range,
  fallback: Range,
): PlanNode {
  const { source, document } = parsed;
  const node = isAlias(written) ? (written.resolve(document) ?? null) : written;
  const range = written?.range ?? fallback;
  return {
    name: path.join('.'),
    path,
    value: plainValue(node),
    keyAt: source.locate(keyRange[0], keyRange[1]),
    at: source.locate(range[0], range[1]),
    children: () => childrenOf(parsed, node, path),
  };
}

/** Mappings and sequences are only marked as such: their contents are read as children. */
function plainValue(node: Node | null): unknown {
  if (isMap(node)) return {};
  if (isSeq(node)) return [];
  // A key with nothing behind it is a mapping without entries, too: `dependencies:` alone.
  return isScalar(node) && node.value !== null ? node.value : {};
}

/** The name that a key stands for, also of a number or a date. */
export const keyText = (key: Node): string => (isScalar(key) ? String(key.value) : key.toString());

function childrenOf(parsed: Parsed, node: Node | null, path: readonly string[]): [string, PlanNode][] {
  if (isMap<Node, Node | null>(node))
    return node.items.map(({ key, value }) => {
      const range = key.range ?? [0, 0];
      const text = keyText(key);
      return [text, planNode(parsed, value, [...path, text], range, range)];
    });
  if (!isSeq<Node>(node)) return [];
  return node.items.map((item, index) => {
    const range = item.range ?? [0, 0];
    return [String(index), planNode(parsed, item, [...path, String(index)], range, range)];
  });
}

function duplicateKeyError(source: PlanSource, start: number): ProblemError {
  const [word = ''] = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:]+)/.exec(source.text.slice(start)) ?? [];
  return new ProblemError({
    code: 'plan-syntax',
    message: `not valid YAML: “${word.replaceAll(/["']/g, '')}” already exists`,
    help: 'Remove one of the two, or call it something else.',
    at: source.locate(start, start + word.length),
  });
}

function notYaml(source: PlanSource, message: string, [start, end]: readonly [number, number]): ProblemError {
  return new ProblemError({
    code: 'plan-syntax',
    message: `not valid YAML: ${message}`,
    help: 'YAML is described at https://yaml.org/spec/1.2.2/.',
    at: source.locate(start, Math.max(end, start + 1)),
  });
}
