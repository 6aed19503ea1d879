import { HostError } from '../../base/problem.ts';
import type { SourceLocation } from '../../protocol.ts';
import type { Refusal, Wit } from '../../toolkit/javascript.ts';
import { gatedWorlds, type GatedWorld } from '../wit-places.ts';
import type { ComponentManifest } from './manifest.ts';

/**
 * Converts a refusal of the builder to a problem; any other error is returned as it is.
 * @param wit what it refused
 */
export function refusal(error: unknown, manifest: ComponentManifest, wit?: Wit): unknown {
  const refused = (error as { payload?: Refusal | string }).payload;
  if (refused === undefined) return error;
  if (typeof refused === 'string') return invalidWit(manifest.wit, refused);
  switch (refused.tag) {
    case 'invalid':
      return invalidWit(manifest.wit, refused.val);
    case 'no-world':
      return unknownWorld(
        manifest,
        refused.val,
        (world) => `package.json: "component": { "world": "${world}" }`,
        wit,
      );
    case 'unsupported':
      return new HostError({
        code: 'wit-unsupported',
        message: `the world of ${manifest.name} uses ${refused.val.join(', ')}, which JavaScript components do not have yet`,
        help: refused.val[0]?.startsWith('list<')
          ? 'Use list<T> in its place, or build this component in another language.'
          : 'Write `async func` in the WIT, or build this component in another language.',
      });
    case 'failed':
      return notLinked(manifest, refused.val);
  }
}

/** @param reason what no WIT and no script should lead to */
export const notLinked = ({ name }: Pick<ComponentManifest, 'name'>, reason: string): HostError =>
  new HostError({
    code: 'component-not-linked',
    message: `${name} could not be linked`,
    causes: [reason],
    help: 'This is a mistake of WIT Studio. Please report it with the WIT of the component.',
  });

/**
 * `wit-invalid`, at the place that the reason names.
 * @param reason a message of wit-parser
 */
export function invalidWit(wit: string, reason: string): HostError {
  const missing = /^package '([^']+)' not found/.exec(reason)?.[1];
  const at = placeIn(reason);
  return new HostError({
    code: 'wit-invalid',
    message:
      missing === undefined
        ? `the WIT in ${wit} cannot be used`
        : `the WIT in ${wit} names the package ${missing}, which is not in its deps`,
    causes: missing === undefined ? [reason] : [],
    help: missing?.startsWith('wasi:')
      ? `\`wit-studio check --fix ${wit}\` adds packages of WASI, as does the quick fix in the editor.`
      : `\`wit-studio check ${wit}\` and the editor list every error in it.`,
    ...(at && { at }),
  });
}

/** Where wit-parser says that it is: ` --> FILE:LINE:COLUMN`, both from 1. */
function placeIn(reason: string): SourceLocation | undefined {
  const [, file, line, column] = /--> (.+):(\d+):(\d+)$/m.exec(reason) ?? [];
  if (file === undefined) return undefined;
  const start = { line: Number(line) - 1, character: Number(column) - 1 };
  return { file, start, end: start };
}

/**
 * @param worlds those that the package has
 * @param naming where and how a world is named
 * @param text the WIT of the package, if known; with it, a world behind a feature gate gets an error of its own
 */
export function unknownWorld(
  { wit, world }: Pick<ComponentManifest, 'wit' | 'world'>,
  worlds: readonly string[],
  naming: (world: string) => string,
  text?: Wit,
): HostError {
  const gated = text ? gatedWorlds(text) : [];
  const [leftOut] = gated.filter(({ name }) => (world === undefined ? worlds.length === 0 : name === world));
  if (leftOut) return gatedWorld(wit, leftOut);
  const known = worlds.length > 0 ? `It has ${worlds.join(', ')}.` : 'It has no world.';
  return new HostError({
    code: 'world-unknown',
    message: world
      ? `the WIT in ${wit} has no world ${world}`
      : `the WIT in ${wit} has ${worlds.length === 0 ? 'no world' : 'several worlds'}`,
    help: `${known} Name one in ${naming(worlds[0] ?? '…')}.`,
  });
}

/** A world that is left out, because builds switch on no feature. */
export const gatedWorld = (
  wit: string,
  { name, feature, at }: Pick<GatedWorld, 'name' | 'feature'> & Partial<GatedWorld>,
): HostError =>
  new HostError({
    code: 'world-unknown',
    message: `the world ${name} of the WIT in ${wit} is behind @unstable(feature = ${feature}), and builds leave out what is unstable`,
    help: `Remove @unstable from ${name}, or choose a world without it.`,
    ...(at && { at }),
  });
