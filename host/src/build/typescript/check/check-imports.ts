import { SourceMap } from 'node:module';
import type { AnyNode, ImportDeclaration, Program } from 'acorn';
import { isNode } from '../../../base/script-node.ts';
import { nearest } from '../../../../../server/src/base/nearest.ts';
import { abbreviate } from '../../../base/abbreviate.ts';
import { HostError } from '../../../base/problem.ts';
import type { Finding } from '../../../protocol.ts';
import type { InterfaceShape } from '../../../toolkit/javascript.ts';
import type { ComponentManifest } from '../manifest.ts';
import type { World } from '../world.ts';
import { sourcePlace, type BundlePosition } from './source-place.ts';
import { camelCase, pascalCase } from '../../../inspect/script-names.ts';

/** A name that a script takes from an imported interface. */
interface Use {
  readonly from: InterfaceShape;
  readonly name: string;
  readonly at: BundlePosition;
}

/**
 * Checks that the interfaces contain everything that a bundle imports of them, by name or as a member of the whole
 * module. The engine would only fail at instantiation, without a line.
 *
 * @throws HostError `guest-import-missing`
 */
export function checkImports(
  manifest: Pick<ComponentManifest, 'folder' | 'wit'>,
  world: Pick<World, 'name' | 'imports'>,
  program: Program,
  map: string,
): void {
  const unknown = usesIn(program, world).filter(({ from, name }) => !valuesOf(from).includes(name));
  if (unknown.length === 0) return;
  const places = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const findings = unknown.map((use) => findingOf(use, manifest, places));
  const { message, help, at } = findings[0]!;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  throw new HostError({
    code: 'guest-import-missing',
    message: `${message}${more}`,
    ...(help !== undefined && { help }),
    ...(at && { at }),
    findings,
  });
}

/** The importable names of an interface, in JavaScript. */
export const valuesOf = ({ functions, resources, constants }: InterfaceShape): string[] => [
  ...functions.map(camelCase),
  ...resources.map(({ name }) => pascalCase(name)),
  ...constants.map(pascalCase),
];

function usesIn({ body }: Program, { imports }: Pick<World, 'imports'>): Use[] {
  const whole = new Map<string, InterfaceShape>();
  const uses: Use[] = [];
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const from = imports.find(({ name }) => name === statement.source.value);
    if (from) uses.push(...named(statement, from, whole));
  }
  if (whole.size > 0) for (const statement of body) uses.push(...members(statement, whole));
  return uses;
}

function named(
  { specifiers }: ImportDeclaration,
  from: InterfaceShape,
  whole: Map<string, InterfaceShape>,
): Use[] {
  return specifiers.flatMap((specifier) => {
    const { imported } = specifier.type === 'ImportSpecifier' ? specifier : { imported: undefined };
    const name = imported?.type === 'Identifier' ? imported.name : imported?.value;
    if (typeof name === 'string' && name !== 'default') return [{ from, name, at: specifier.loc!.start }];
    // The bundler gives every name of the module its own, so that nothing inside a function hides it.
    whole.set(specifier.local.name, from);
    return [];
  });
}

/** `module.name` anywhere below a node. */
function members(node: AnyNode, whole: ReadonlyMap<string, InterfaceShape>): Use[] {
  const below = Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).flatMap((one) => members(one, whole)),
  );
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier') return below;
  const from = whole.get(node.object.name);
  if (!from || node.property.type !== 'Identifier') return below;
  return [...below, { from, name: node.property.name, at: node.property.loc!.start }];
}

function findingOf(
  { from, name, at }: Use,
  { folder, wit }: Pick<ComponentManifest, 'folder' | 'wit'>,
  places: SourceMap,
): Finding {
  const place = sourcePlace(at, name, folder, places);
  return {
    code: 'guest-import-missing',
    severity: 'error',
    message: `${from.name} has no ${name}`,
    help: helpFor(from, name, wit),
    ...(place && { at: place }),
  };
}

function helpFor(from: InterfaceShape, name: string, wit: string): string {
  const values = valuesOf(from);
  if (from.types.some((type) => pascalCase(type) === name))
    return `It is a type, which no component has: write \`import type { ${name} } from '${from.name}'\`.`;
  const meant = nearest(name, values);
  const has = values.length === 0 ? 'only types' : abbreviate(values);
  return `${meant === undefined ? '' : `Did you mean \`${meant}\`? `}In ${wit} it has ${has}.`;
}
