import { uriOf } from '../../../server/src/node/file-system.ts';
import type { FileSystem } from '../../../server/src/packages/file-system.ts';
import { directoryRoot } from '../../../server/src/packages/find-root.ts';
import { gateOf, isExcluded } from '../../../server/src/resolve/gates.ts';
import type { InterfaceModel, Scope, WorldModel } from '../../../server/src/resolve/model.ts';
import { resolveRoot } from '../../../server/src/resolve/resolve-root.ts';
import type { FunctionType, Resource } from '../../../server/src/syntax/ast.ts';
import { docsBefore } from '../../../server/src/syntax/docs.ts';
import { parse, type ParsedFile } from '../../../server/src/syntax/parse.ts';
import { HostError } from '../base/problem.ts';
import { gatedWorld } from '../build/typescript/refusal.ts';
import { outlineType, worldId } from './outline-types.ts';
import type { OutlineFunction, OutlineInterface, OutlineResource, WorldOutline } from './world-outline.ts';

/** Finds the docs of a node. */
type DocsOf = (uri: string, token: number) => string;

const none: ReadonlySet<string> = new Set();

/**
 * Reads the exports of a world in a WIT package.
 *
 * @param folder of the package, with its `deps`
 * @param name undefined for the only world of the package
 * @throws HostError `no-wit`, `wit-invalid`, `world-unknown`
 */
export function readOutline(fs: FileSystem, folder: string, name: string | undefined): WorldOutline {
  const files = new Map<string, ParsedFile>();
  const read = (uri: string): ParsedFile | undefined => {
    const text = fs.readText(uri);
    const file = text === undefined ? undefined : parse(uri, text);
    if (file) files.set(uri, file);
    return file;
  };
  const root = directoryRoot(fs, read, uriOf(folder));
  if (!root) throw noWit(folder);
  const resolved = resolveRoot(root, none);
  const broken = [...files.values()].find(({ ast, tokens }) => ast.errors.length > 0 || tokens.hasInvalid);
  const wrong = resolved.all.find(({ problems }) => problems.length > 0);
  if (broken || wrong || resolved.problems.length > 0) throw withMistakes(folder);
  const docsOf: DocsOf = (uri, token) => {
    const file = files.get(uri);
    return file ? docsBefore(file.tokens, token) : '';
  };
  return outlineOf(chooseWorld(resolved.main.worlds, name, folder), docsOf);
}

const withMistakes = (folder: string): HostError =>
  new HostError({
    code: 'wit-invalid',
    message: `the WIT of ${folder} has errors`,
    help: `\`wit-studio check ${folder}\` and the editor list them; correct them first.`,
  });

function chooseWorld(worlds: readonly WorldModel[], name: string | undefined, folder: string): WorldModel {
  const enabled = worlds.filter(({ excluded }) => !excluded);
  const found = name === undefined ? enabled : enabled.filter((one) => one.definition.name === name);
  const [first] = found;
  if (first && found.length === 1) return first;
  const hidden = worlds.find((one) => one.excluded && one.definition.name === (name ?? one.definition.name));
  const gate = gateOf(hidden?.definition.node.attributes);
  if (!first && hidden && gate.kind === 'unstable')
    throw gatedWorld(folder, { name: hidden.definition.name, feature: gate.feature });
  const names = enabled.map((one) => one.definition.name).join(', ');
  throw new HostError({
    code: 'world-unknown',
    message: first ? `${folder} has several worlds` : `${folder} has no world${name ? ` ${name}` : ''}`,
    help: names === '' ? 'Write a world in the package first.' : `Its worlds are ${names}: name one of them.`,
  });
}

const noWit = (folder: string): HostError =>
  new HostError({
    code: 'no-wit',
    message: `${folder} has no .wit file`,
    help: 'Name the folder of a WIT package, often `wit`.',
  });

function outlineOf(world: WorldModel, docsOf: DocsOf): WorldOutline {
  const items = [...world.exports.values()];
  return {
    name: world.definition.name,
    id: worldId(world),
    imports: [...world.imports.values()].flatMap(({ interface: model, key }) => (model ? [key] : [])),
    functions: items.flatMap(({ kind, key, target, definition }) => {
      const scope = definition?.container?.scope;
      if (kind !== 'function' || target?.kind !== 'function' || !definition || !scope) return [];
      return [functionOf(scope, key, target.func, docsOf(definition.uri, definition.node.first))];
    }),
    interfaces: items.flatMap(({ interface: model, key }) =>
      model ? [interfaceOf(key, model, docsOf)] : [],
    ),
  };
}

function interfaceOf(id: string, model: InterfaceModel, docsOf: DocsOf): OutlineInterface {
  const items = model.items.filter(({ attributes }) => !isExcluded(attributes, none));
  return {
    id,
    functions: items.flatMap((item) =>
      item.kind === 'function'
        ? [functionOf(model, item.name.text, item.func, docsOf(model.file, item.first))]
        : [],
    ),
    resources: items.flatMap((item) => (item.kind === 'resource' ? [resourceOf(model, item, docsOf)] : [])),
  };
}

function resourceOf(model: InterfaceModel, { name, functions }: Resource, docsOf: DocsOf): OutlineResource {
  const enabled = functions.filter(({ attributes }) => !isExcluded(attributes, none));
  return {
    name: name?.text ?? '',
    functions: enabled.map((one) => ({
      ...functionOf(model, one.name?.text ?? '', one.func, docsOf(model.file, one.first)),
      kind: one.kind,
    })),
  };
}

function functionOf(scope: Scope, name: string, func: FunctionType, docs: string): OutlineFunction {
  return {
    name,
    docs,
    async: func.async,
    params: func.params.map((param) => ({ name: param.name.text, type: outlineType(scope, param.type) })),
    result: func.result && outlineType(scope, func.result),
  };
}
