import { HostError } from '../base/problem.ts';
import { starterOf } from './starter.ts';
import type { OutlineBody, OutlineFunction, OutlineType, WorldOutline } from './world-outline.ts';

const OTHERS = 'TypeScript, JavaScript or Rust';

/**
 * Checks that Go and C have a template for a world: for synchronous functions of values and of resources.
 * @throws HostError `language-unsupported`
 */
export function checkTemplate(language: 'C' | 'Go', world: WorldOutline): void {
  const starter = starterOf(world);
  if (starter.kind.startsWith('async'))
    throw noTemplate(language, world, 'is one of WASI 0.3', ASYNCHRONOUS[language]);
  const reason = reasonAgainst(world);
  const isAsync = reason?.startsWith(ASYNC_EXPORT);
  if (reason !== undefined) throw noTemplate(language, world, reason, isAsync ? ASYNCHRONOUS[language] : '');
}

const ASYNC_EXPORT = 'exports the async function';

/** What keeps a language from asynchronous functions, as tried with go 1.26 and zig 0.17. */
const ASYNCHRONOUS = {
  C: 'wit-bindgen 0.63 generates callbacks for them, which build and run, but cannot be linked into a test for this machine. ',
  Go: 'go 1.26 does not support what wit-bindgen 0.63 generates for them, which needs a Go with `wasiOnIdle`. ',
} as const;

/**
 * A world for which a language has no template.
 * @param limit of the generator, as a sentence with a space behind it, that asynchronous functions meet
 */
export const noTemplate = (language: string, { id }: WorldOutline, reason: string, limit = ''): HostError =>
  new HostError({
    code: 'language-unsupported',
    message: `there is no ${language} template for the world ${id} yet: it ${reason}`,
    help: `${limit && `Asynchronous functions: ${limit}`}Create it in ${OTHERS}; or write the sources by hand: a build generates the bindings.`,
  });

function reasonAgainst({ functions, interfaces }: WorldOutline): string | undefined {
  const methods = interfaces.flatMap(({ resources }) => resources.flatMap((one) => one.functions));
  for (const fn of [...functions, ...interfaces.flatMap((one) => one.functions), ...methods]) {
    const reason = reasonIn(fn);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function reasonIn({ name, async, params, result }: OutlineFunction): string | undefined {
  if (async) return `${ASYNC_EXPORT} ${name}`;
  const types = [...params.map(({ type }) => type), ...(result ? [result] : [])];
  const refused = types.map(refusedPart).find((part) => part !== undefined);
  return refused && `exports ${name}, which has ${refused} in its type`;
}

/** The part of a type that wit-bindgen has no bindings for in these languages. */
function refusedPart(type: OutlineType): string | undefined {
  switch (type.kind) {
    case 'other':
      return `a ${type.text}`;
    case 'primitive':
      return type.name === 'error-context' ? 'an error-context' : undefined;
    case 'list':
      return type.length === undefined ? refusedPart(type.element) : 'a list of a fixed length';
    case 'option':
      return refusedPart(type.element);
    case 'result':
      return firstOf([type.ok, type.err]);
    case 'tuple':
      return firstOf(type.elements);
    case 'named':
      return refusedIn(type.body());
  }
}

function refusedIn(body: OutlineBody): string | undefined {
  switch (body.kind) {
    case 'alias':
      return refusedPart(body.type);
    case 'record':
      return firstOf(body.fields.map(({ type }) => type));
    case 'variant':
      return firstOf(body.cases.map(({ type }) => type));
    default:
      return undefined;
  }
}

const firstOf = (types: readonly (OutlineType | undefined)[]): string | undefined =>
  types.map((type) => type && refusedPart(type)).find((part) => part !== undefined);
