import { codePointEscape } from '../../base/code-point.ts';
import type { PlannedImport, Stub, StubAnswer } from '../plan.ts';
import { asString, asTable, isTable, type PlanNode, wrongValue } from './plan-node.ts';
import type { Reader } from './reader.ts';

/**
 * `true`, the answer of a function, or a table from functions or calls to answers.
 * @throws ProblemError `plan-value`
 */
export function readStub(node: PlanNode, { problems }: Reader): Stub {
  if (node.value === true) return { answers: [] };
  if (!isTable(node)) return { answers: [{ value: readAnswer(node), at: node.at }] };
  const answers = asTable(node).flatMap(([call, child]): readonly StubAnswer[] => {
    const value = problems.attempt(() => readAnswer(child));
    return value === undefined ? [] : [{ call, value, at: child.at }];
  });
  return { answers };
}

/** A value in WAVE; numbers and truth values are the same in TOML. */
function readAnswer(node: PlanNode): string {
  const { value } = node;
  if (typeof value === 'string') return value;
  const isPlain = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isPlain
    ? String(value)
    : wrongValue(
        node,
        'a value in WAVE, as a string',
        `Write it in quotes: '[1, 2]', '{x: 1}', 'ok("text")'.`,
      );
}

/** `env`: the environment that one component sees, which is a stub of wasi:cli/environment. */
export function readEnvironment(node: PlanNode, read: Reader): PlannedImport {
  const value = `[${readSettings(node, read)
    .map(([name, text]) => `(${quoted(name)}, ${quoted(text)})`)
    .join(', ')}]`;
  return setting('wasi:cli/environment', node, [{ call: 'get-environment', value }]);
}

/** `config`: what one component is configured with, which is a stub of wasi:config/store. */
export function readConfiguration(node: PlanNode, read: Reader): PlannedImport {
  const settings = readSettings(node, read);
  const all = settings.map(([name, text]) => `(${quoted(name)}, ${quoted(text)})`).join(', ');
  const each = settings.map(([name, text]) => ({
    call: `get(${quoted(name)})`,
    value: `ok(some(${quoted(text)}))`,
  }));
  return setting('wasi:config/store', node, [{ call: 'get-all', value: `ok([${all}])` }, ...each]);
}

function setting(
  name: string,
  { keyAt, at }: PlanNode,
  answers: readonly Omit<StubAnswer, 'at'>[],
): PlannedImport {
  // A component imports only the functions that it calls, where its compiler drops the others.
  return { name, from: { answers: answers.map((one) => ({ ...one, at, optional: true })) }, at: keyAt };
}

const readSettings = (node: PlanNode, read: Reader): readonly (readonly [name: string, text: string])[] =>
  read.entries(node, (name, child) => [name, asString(child)] as const).read;

/** A string of WAVE. */
const quoted = (text: string): string => `"${text.replaceAll(/[\p{Cc}"'\\]/gu, codePointEscape)}"`;
