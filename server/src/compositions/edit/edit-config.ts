import { collectProblems } from '../problems.ts';
import { unversioned } from '../../base/ids.ts';
import { parseYaml } from '../read/yaml-document.ts';
import type { PlanNode } from '../read/plan-node.ts';
import type { PlanSource } from '../plan-source.ts';
import type { Edited, PlanEdit, SingleEdit } from '../../base/plan-edit.ts';
import { type Path, type PlanValue, setProvider } from './tables.ts';
import { YAML } from './yaml-tables.ts';

type Edit<Kind extends PlanEdit['kind']> = Extract<PlanEdit, { readonly kind: Kind }>;

/** A configuration of `wasm-tools compose` after a change. The text must be one that can be read. */
export function editConfig(source: PlanSource, edit: SingleEdit): Edited {
  const text = source.text;
  const problems = collectProblems();
  const config = readNames(parseYaml(source, problems));
  // Which of two entries is meant is unknown.
  problems.refuse();
  switch (edit.kind) {
    case 'add':
      return config.names.has(edit.instance) ? taken(edit.instance) : added(text, edit);
    case 'remove':
      return removed(text, config, edit.instance);
    case 'rename':
      return config.names.has(edit.to) ? taken(edit.to) : renamed(text, config, edit);
    case 'wire':
      return wired(text, config, edit);
    case 'remove-entry':
      return YAML.remove(text, edit.path);
    case 'bridge-versions':
      return {
        refused: 'a configuration of wasm-tools compose has no such option: name the export of each wire',
      };
    default:
      return { refused: 'a configuration of wasm-tools compose exports what its root exports' };
  }
}

const taken = (name: string): Edited => ({ refused: `there is an instance “${name}” already` });
const added = (text: string, { instance, path }: Edit<'add'>): string =>
  YAML.set(text, ['dependencies', instance], path);

/** The places in a configuration that refer to an instance. */
interface Names {
  readonly names: ReadonlySet<string>;
  readonly dependencies: readonly string[];
  /** By instance: its dependency, where it names one, and its arguments. */
  readonly instantiations: ReadonlyMap<string, Instantiation>;
}

interface Instantiation {
  readonly dependency: string | undefined;
  readonly arguments: readonly { readonly name: string; readonly from: string; readonly path: Path }[];
}

function readNames(root: PlanNode): Names {
  const sections = childrenOf(root);
  const dependencies = [...childrenOf(sections.get('dependencies')).keys()];
  const instantiations = new Map(
    [...childrenOf(sections.get('instantiations'))].map(
      ([name, node]) => [name, readOne(name, node)] as const,
    ),
  );
  const passed = [...instantiations.values()].flatMap((one) => one.arguments.map(({ from }) => from));
  return {
    names: new Set([...dependencies, ...instantiations.keys(), ...passed]),
    dependencies,
    instantiations,
  };
}

function readOne(name: string, node: PlanNode): Instantiation {
  const members = childrenOf(node);
  const path = ['instantiations', name, 'arguments'];
  const args = [...childrenOf(members.get('arguments'))].flatMap(([argument, value]) => {
    if (typeof value.value === 'string')
      return { name: argument, from: value.value, path: [...path, argument] };
    const instance = childrenOf(value).get('instance')?.value;
    if (typeof instance !== 'string') return [];
    return { name: argument, from: instance, path: [...path, argument, 'instance'] };
  });
  const dependency = members.get('dependency')?.value;
  return { dependency: typeof dependency === 'string' ? dependency : undefined, arguments: args };
}

const childrenOf = (node: PlanNode | undefined): ReadonlyMap<string, PlanNode> =>
  new Map(node?.children() ?? []);

function removed(text: string, { instantiations, dependencies }: Names, instance: string): Edited {
  if (instance === 'root') return { refused: 'the root is what a configuration composes' };
  const own = instantiations.get(instance);
  const others = [...instantiations].filter(([name]) => name !== instance);
  const component = own?.dependency ?? instance;
  const isShared = others.some(([name, one]) => (one.dependency ?? name) === component);
  const isDependency = dependencies.includes(component) && !isShared;
  const paths: Path[] = [
    ['instantiations', instance],
    ...(isDependency ? [['dependencies', component]] : []),
    ...others.flatMap(([name, one]) =>
      one.arguments
        .filter(({ from }) => from === instance)
        .map((argument) => ['instantiations', name, 'arguments', argument.name]),
    ),
  ];
  return paths.reduce((now, path) => YAML.remove(now, path), text);
}

function renamed(
  text: string,
  { instantiations, dependencies }: Names,
  { instance, to }: Edit<'rename'>,
): Edited {
  if (instance === 'root') return { refused: 'the root of a configuration has no other name' };
  const own = instantiations.get(instance);
  const passed = [...instantiations.values()].flatMap((one) =>
    one.arguments.filter(({ from }) => from === instance).map(({ path }) => path),
  );
  const now = passed.reduce((now, path) => YAML.set(now, path, to), text);
  if (own?.dependency !== undefined) return YAML.rename(now, ['instantiations', instance], to);
  const users = [...instantiations].filter(([, one]) => one.dependency === instance).map(([name]) => name);
  // A component that was found by its name, or that others are of, stays called as it is.
  if (!dependencies.includes(instance) || users.length > 0)
    return YAML.set(
      YAML.rename(now, ['instantiations', instance], to),
      ['instantiations', to, 'dependency'],
      instance,
    );
  return YAML.rename(YAML.rename(now, ['instantiations', instance], to), ['dependencies', instance], to);
}

function wired(
  text: string,
  { instantiations, names }: Names,
  { instance, import: name, from }: Edit<'wire'>,
): Edited {
  if (!names.has(instance) && instance !== 'root') return { refused: `there is no instance “${instance}”` };
  const given = instantiations.get(instance)?.arguments ?? [];
  const known =
    [name, unversioned(name)].find((one) => given.some((argument) => argument.name === one)) ?? name;
  const path = ['instantiations', instance, 'arguments', known];
  // By names alone nothing is wired to itself.
  if (from === false && given.some((one) => one.name === known && one.from === instance))
    return YAML.remove(text, path);
  if (from === false)
    return { refused: 'a configuration of wasm-tools compose leaves open what no instance exports' };
  if (from === undefined) return YAML.remove(text, path);
  const value: PlanValue =
    from.export === undefined ? from.instance : { instance: from.instance, export: from.export };
  const named = given.find((argument) => argument.name === known)?.path;
  const inner = named && named.length > path.length ? named : undefined;
  return setProvider(YAML, text, { path, inner, from, value });
}
