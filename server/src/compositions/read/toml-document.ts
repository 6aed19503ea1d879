import { parse, TomlError } from 'smol-toml';
import type { ProblemError } from '../../base/problem.ts';
import { planSource, type PlanSource } from '../plan-source.ts';
import { collectProblems } from '../problems.ts';
import type { PlanNode } from './plan-node.ts';
import { tomlSyntax } from './toml-syntax.ts';
import { locateKeys } from '../../base/toml-keys.ts';

/** @throws ProblemError `plan-syntax`, with all mistakes in the TOML that are found */
export function parseToml(source: PlanSource): PlanNode {
  const root = parseOrFail(source);
  const entryAt = locateKeys(source.text);
  const node = (value: unknown, path: readonly string[]): PlanNode => {
    const { key, value: span } = entryAt(path) ?? { key: { start: 0, end: 0 }, value: { start: 0, end: 0 } };
    return {
      name: path.join('.'),
      path,
      value,
      keyAt: source.locate(key.start, key.end),
      at: source.locate(span.start, span.end),
      children: () =>
        Object.entries(value as object).map(([key, child]) => [key, node(child, [...path, key])]),
    };
  };
  return node(root, []);
}

/** After a mistake that is corrected or whose line is left out, the next one is looked for. */
const MOST_MISTAKES = 20;

function parseOrFail(source: PlanSource): unknown {
  const problems = collectProblems();
  let { text } = source;
  for (let count = 0; count < MOST_MISTAKES; count++) {
    try {
      const value = parse(text);
      problems.refuse();
      return value;
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      const mistake = tomlSyntax(planSource(source.file, text, source.resolve), error);
      problems.report(mistake);
      const without = withoutMistake(text, mistake);
      if (without === undefined) break;
      text = without;
    }
  }
  problems.refuse();
  return undefined;
}

/**
 * The text with the correction of a mistake, else without its line; its other lines are the same. Undefined where that
 * changes the meaning of the lines below: at the head of a table, and in a value of several lines.
 */
function withoutMistake(text: string, { problem: { at, suggestions } }: ProblemError): string | undefined {
  const lines = text.split('\n');
  const { line, character } = at!.start;
  const written = lines[line]!;
  const [meant] = suggestions ?? [];
  const isSingle = at!.end.line === line;
  const mended =
    meant !== undefined && isSingle
      ? written.slice(0, character) + meant + written.slice(at!.end.character)
      : '';
  const isMultiLine = /^\s*\[|"""|'''|[[{,]\s*(?:#.*)?$/.test(written) || !/^\s*[^\s=]+\s*=?/.test(written);
  if (mended === written || (mended === '' && isMultiLine)) return undefined;
  return lines.with(line, mended).join('\n');
}
