import type { GivenPackage } from '../composer.ts';
import { wirable } from '../graph/graph.ts';
import { planSource } from '../plan-source.ts';
import { planOfDocument } from '../read/read-document.ts';
import {
  resultOf,
  type Description,
  type Diagnostic,
  type DocumentOutline,
  type Toolkit,
} from '../toolkit.ts';
import { versionedName } from './document.ts';

/** wac names one import that an instance lacks: these are the others. */
export function missingArguments(
  { document, describe }: Pick<Toolkit, 'document' | 'describe'>,
  text: string,
  mistake: Diagnostic,
  given: readonly GivenPackage[],
): readonly Diagnostic[] {
  const [, first] = /^missing instantiation argument `(.*?)`/.exec(mistake.message) ?? [];
  const outlined = resultOf<DocumentOutline, Diagnostic>(() => document.outlineOf(text));
  if (first === undefined || 'err' in outlined) return [];
  const start = mistake.labels[0]?.span.start;
  const index = outlined.ok.instances.findIndex(({ span }) => span.start === start);
  const pkg = outlined.ok.instances[index]?.package;
  const described = (name: string): Description | undefined => {
    const found = given.find((one) => versionedName(one) === name);
    const description = found && resultOf<Description, string[]>(() => describe.describe(found.component));
    return description && 'ok' in description ? description.ok : undefined;
  };
  const plan = planOfDocument(planSource('', text, String), outlined.ok, described);
  const needed = wirable(described(pkg ?? '')?.imports ?? []);
  const open = plan.instances[index]?.imports.filter(({ from, at }) => from === false && !at) ?? [];
  const missing = open.map(({ name }) => name).filter((name) => needed.includes(name));
  if (!missing.includes(first)) return [];
  return missing
    .filter((name) => name !== first)
    .map((name) => ({ ...mistake, message: mistake.message.replace(first, () => name) }));
}
