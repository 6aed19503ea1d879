import { withArticle } from '../../../../server/src/base/with-article.ts';
import { HostError } from '../../base/problem.ts';
import type { Grants } from '../../protocol.ts';
import { isMapOf, mistakeInGrants } from './grants-form.ts';

/** The arguments of a launch request. */
export interface LaunchConfiguration {
  /** A component, a plan or a folder. */
  readonly program: string;
  /** A call in WAVE. */
  readonly invoke?: string;
  readonly serve?: boolean;
  readonly addr?: string;
  readonly args?: readonly string[];
  readonly grants?: Grants;
  /** At the first call. */
  readonly stopOnEntry?: boolean;
  readonly stepHost?: boolean;
  readonly noDebug?: boolean;
  /** Maps prefixes of paths in debug information to folders of this machine. */
  readonly sourceMap?: Readonly<Record<string, string>>;
}

/** The arguments of an attach request: the server, and the debug options. */
export interface AttachConfiguration extends Pick<
  LaunchConfiguration,
  'stopOnEntry' | 'stepHost' | 'sourceMap'
> {
  /** Where the server listens; neither is needed where there is one server only. */
  readonly port?: number;
  readonly pid?: number;
}

const KINDS = {
  port: 'number',
  pid: 'number',
  program: 'string',
  invoke: 'string',
  addr: 'string',
  serve: 'boolean',
  stopOnEntry: 'boolean',
  stepHost: 'boolean',
  noDebug: 'boolean',
  grants: 'object',
  sourceMap: 'object',
} as const;

type Given = Readonly<Record<string, unknown>>;

/** @throws HostError `debug-configuration` */
export function readAttachConfiguration(given: Given): AttachConfiguration {
  checkKinds(given);
  return given;
}

function checkKinds(given: Given): void {
  const { grants, sourceMap } = given;
  for (const [name, kind] of Object.entries(KINDS))
    if (given[name] !== undefined && (typeof given[name] !== kind || given[name] === null))
      throw invalid(`"${name}" of the debug configuration is not ${withArticle(kind)}`);
  if (sourceMap !== undefined && !isMapOf((value) => typeof value === 'string')(sourceMap))
    throw invalid('"sourceMap" of the debug configuration is not an object of strings');
  const mistake = grants === undefined ? undefined : mistakeInGrants(grants as object);
  if (mistake !== undefined) throw invalid(`in the debug configuration, ${mistake}`);
}

/** @throws HostError `debug-configuration` */
export function readConfiguration(given: Given): LaunchConfiguration {
  checkKinds(given);
  if (given['program'] === undefined || given['program'] === '')
    throw invalid('the debug configuration names no "program"');
  const { args } = given;
  if (args !== undefined && !(Array.isArray(args) && args.every((one) => typeof one === 'string')))
    throw invalid('"args" of the debug configuration is not a list of strings');
  if (given['serve'] === true && given['invoke'] !== undefined)
    throw invalid('the debug configuration says both "serve" and "invoke"');
  return given as unknown as LaunchConfiguration;
}

const invalid = (message: string): HostError =>
  new HostError({
    code: 'debug-configuration',
    message,
    help: 'Name a component, a plan or a folder as "program", and "invoke", "serve" or "args" beside it.',
  });
