import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import type { Definition } from '../../resolve/model.ts';
import { pathsOf } from '../../resolve/package-paths.ts';
import { docsBefore } from '../../syntax/docs.ts';
import { accessorAt } from '../../syntax/parser/accessors.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import { abiDocs } from './abi-docs.ts';
import { compositionHover } from '../compositions/hover.ts';
import { componentName } from './component-name.ts';
import { constructorAt } from './constructor-at.ts';
import { featureAt } from '../gate-features.ts';
import { elaborated, withMembers } from './item-members.ts';
import { accessorDocs, wordDocs } from './language-docs.ts';
import { meaning, nameAt, packagesIn } from '../name-at.ts';
import { gatesOf, originOf, signatureOf } from './signature.ts';
import type { Hover } from '../results.ts';

/** Hover for a name: signature, origin, docs. For a keyword, its documentation. */
export function hover(snapshot: Snapshot, place: Place): Hover | undefined {
  const composition = snapshot.composition(place.uri);
  if (composition) return compositionHover(composition, place.offset);
  const found = nameAt(snapshot, place);
  if (found === undefined) {
    return (
      constructorHover(snapshot, place) ??
      knownHover(snapshot, place) ??
      featureHover(snapshot, place) ??
      wordHover(snapshot.file(place.uri), place.offset)
    );
  }
  const { tokens } = found.file;
  const definition = meaning(found.definition);
  const markdown = describeWithAbi(snapshot, place, definition);
  return { markdown, start: tokens.start(found.token), end: tokens.end(found.token) };
}

/** With its representation at the end, since the docs of a definition come first. */
function describeWithAbi(snapshot: Snapshot, { uri }: Place, definition: Definition): string {
  const markdown = describe(snapshot, definition);
  const root = snapshot.root(uri);
  const docs = root ? abiDocs(root, definition) : '';
  return docs === '' ? markdown : `${markdown}\n\n${docs}`;
}

/** A definition as Markdown. */
export function describe(snapshot: Snapshot, definition: Definition): string {
  const tokens = snapshot.file(definition.uri)?.tokens;
  // A package's docs precede the keyword before its name.
  const first = definition.node.first - (definition.kind === 'package' ? 1 : 0);
  const docs = tokens ? docsBefore(tokens, first) : '';
  const sections = [
    fence(withMembers(definition) ?? signatureOf(definition)),
    originOf(definition),
    componentName(definition),
    ...gatesOf(definition),
    docs,
    elaboration(definition),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function elaboration(definition: Definition): string {
  const world = elaborated(definition);
  return world === undefined ? '' : `Elaborated, with all that it needs and includes:\n\n${fence(world)}`;
}

function constructorHover(snapshot: Snapshot, place: Place): Hover | undefined {
  const definition = constructorAt(snapshot, place);
  const tokens = snapshot.file(place.uri)?.tokens;
  if (definition === undefined || tokens === undefined) return undefined;
  const { token } = definition;
  const markdown = describeWithAbi(snapshot, place, definition);
  return { markdown, start: tokens.start(token), end: tokens.end(token) };
}

/** On a path into a package that is missing and known. */
function knownHover(snapshot: Snapshot, { uri, offset }: Place): Hover | undefined {
  const tokens = snapshot.file(uri)?.tokens;
  const token = tokens?.at(offset);
  if (tokens === undefined || token === undefined) return undefined;
  const named = packagesIn(snapshot.root(uri), uri).flatMap(({ source }) => [...pathsOf(source)]);
  const found = named.find(({ file, path }) => file.uri === uri && path.first <= token && token <= path.last);
  if (!found || !snapshot.known.get(found.key)) return undefined;
  const markdown = `${fence(`package ${found.key}`)}\n\nNot in \`deps\`. WIT Studio knows this package: a quick fix adds it.`;
  return { markdown, start: tokens.start(found.path.first), end: tokens.end(found.path.last) };
}

/** On a feature: whether it is on, which nothing in the text says. */
function featureHover(snapshot: Snapshot, { uri, offset }: Place): Hover | undefined {
  const tokens = snapshot.file(uri)?.tokens;
  const token = tokens?.at(offset);
  const feature = tokens && token !== undefined ? featureAt(tokens, token) : undefined;
  if (tokens === undefined || token === undefined || feature === undefined) return undefined;
  const isOn = snapshot.features === 'all' || snapshot.features.has(feature);
  const markdown = `The feature \`${feature}\` is switched ${isOn ? 'on' : 'off'} (the setting \`wit.features\`).`;
  return { markdown, start: tokens.start(token), end: tokens.end(token) };
}

function wordHover(file: ParsedFile | undefined, offset: number): Hover | undefined {
  const token = file?.tokens.at(offset);
  if (file === undefined || token === undefined) return undefined;
  const { tokens } = file;
  const isAttribute = token > 0 && tokens.textOf(token - 1) === '@' && tokens.isJoined(token);
  const accessor = accessorAt(tokens, token);
  const docs = accessor ? accessorDocs[accessor] : wordDocs((isAttribute ? '@' : '') + tokens.textOf(token));
  if (docs === undefined) return undefined;
  const start = tokens.start(token) - (isAttribute ? 1 : 0);
  return { markdown: `${fence(docs.signature)}\n\n${docs.docs}`, start, end: tokens.end(token) };
}

function fence(wit: string): string {
  return '```wit\n' + wit + '\n```';
}
