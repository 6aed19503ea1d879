import { nearest } from '../../base/nearest.ts';
import { ProblemError, type SourceLocation } from '../../base/problem.ts';
import type { Problems } from '../problems.ts';

/** A value of a plan's text (TOML, YAML) with its position. */
export interface PlanNode {
  /** The displayed name: `instances.auth`. */
  readonly name: string;
  /** Its keys from the root. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** Of the key and of the value. */
  readonly keyAt: SourceLocation;
  readonly at: SourceLocation;
  /** The children of a table by key, of an array in order. */
  children(): readonly (readonly [key: string, child: PlanNode])[];
}

/** @throws ProblemError `plan-value` when the value is no string */
export function asString(node: PlanNode): string {
  const { value } = node;
  if (typeof value === 'string') return value;
  if (['number', 'bigint', 'boolean'].includes(typeof value))
    return wrongValue(node, 'a string', `Put it in quotes: "${String(value)}".`, [`"${String(value)}"`]);
  return wrongValue(node, 'a string', 'Write one value in quotes.');
}

export function isTable(node: PlanNode): boolean {
  const { value } = node;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** @throws ProblemError `plan-value` when the value is no table */
export function asTable(node: PlanNode): readonly (readonly [key: string, child: PlanNode])[] {
  if (isTable(node)) return node.children();
  return wrongValue(
    node,
    'a table',
    Array.isArray(node.value)
      ? 'Give each entry a name, in place of a list.'
      : 'Give it entries, each with a name.',
  );
}

/**
 * The members of a table whose keys are ours; any other key is reported as `plan-key`.
 * @param aliases what our keys are called in the other form of a plan
 * @throws ProblemError `plan-value` when the value is no table
 */
export function asRecord<Key extends string>(
  node: PlanNode,
  keys: readonly Key[],
  problems: Problems,
  aliases: Readonly<Record<string, Key>> = {},
): Partial<Record<Key, PlanNode>> {
  const entries = asTable(node);
  const members: Partial<Record<string, PlanNode>> = Object.fromEntries(
    entries.filter(([key]) => (keys as readonly string[]).includes(key)),
  );
  for (const [key, child] of entries) {
    if (Object.hasOwn(members, key)) continue;
    const near = Object.hasOwn(aliases, key) ? key : nearestKey(key, [...keys, ...Object.keys(aliases)]);
    const known = near === undefined ? undefined : (aliases[near] ?? (near as Key));
    // A key that the table has as well cannot be the one that was meant.
    const meant = known === undefined || Object.hasOwn(members, known) ? undefined : known;
    problems.report(unknownKey(node, key, child, keys, meant));
    // A value under a misspelt key is not missing as well.
    if (meant !== undefined) members[meant] = child;
  }
  return members as Partial<Record<Key, PlanNode>>;
}

/** `exports` is not a misspelt `imports`. */
function nearestKey(key: string, keys: readonly string[]): string | undefined {
  const near = nearest(key, keys);
  return key.startsWith('ex') && near?.startsWith('im') ? undefined : near;
}

/** An instance of a composition.toml has no exports of its own. */
const ofExports = ({ path: [form] }: PlanNode, key: string): string =>
  /^exports?$/.test(key) && (form === 'instances' || form === 'component')
    ? 'The exports of a composition are one table of the plan, [exports]. '
    : '';

function unknownKey(
  table: PlanNode,
  key: string,
  { keyAt }: PlanNode,
  keys: readonly string[],
  meant: string | undefined,
): ProblemError {
  return new ProblemError({
    code: 'plan-key',
    message: `unknown key “${key}”${table.name ? ` in ${table.name}` : ''}`,
    help: meant ? `Did you mean “${meant}”?` : `${ofExports(table, key)}Known: ${keys.join(', ')}.`,
    ...(meant && { suggestions: [meant] }),
    ...(!meant && {
      changes: [{ title: `Remove ${key}`, edit: { kind: 'remove-entry', path: [...table.path, key] } }],
    }),
    at: keyAt,
  });
}

/**
 * @param expected `a table with the key …`
 * @param suggestions values for this place
 * @throws ProblemError `plan-value`, always
 */
export function wrongValue(
  node: PlanNode,
  expected: string,
  help: string,
  suggestions?: readonly string[],
): never {
  throw new ProblemError({
    code: 'plan-value',
    message: `${node.name || 'the plan'} must be ${expected}`,
    help,
    ...(suggestions && { suggestions }),
    at: node.at,
  });
}
