import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../../server/src/base/nearest.ts';

/** The command line itself is wrong: exit code 2, with the way to the help. */
export class Usage extends Error {
  /** The command that prints how it is meant. */
  readonly help: string;

  /** @param usage of the subcommand; starts with `usage: wit-studio NAME` */
  constructor(message: string, usage: string) {
    super(message);
    this.help = `${/^usage: (wit-studio(?: [a-z][a-z-]*)?)/.exec(usage)?.[1] ?? 'wit-studio'} --help`;
  }
}

/** The caller asked how a subcommand is used: exit code 0. */
export class Help extends Error {
  constructor(readonly usage: string) {
    super('help');
  }
}

/**
 * Parses a subcommand's arguments; every subcommand knows `--help`.
 * @throws Usage for an unknown flag or a missing value, Help when it is asked for
 */
export function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    const all = { ...options, help: { type: 'boolean', short: 'h' } } as const;
    const parsed = parseArgs({ args: [...args], options: all, allowPositionals: true });
    if ((parsed.values as { help?: boolean }).help) throw new Help(usage);
    return parsed;
  } catch (error) {
    if (error instanceof Help) throw error;
    throw new Usage(unknownOption(args, options) ?? inOurWords(error as Error), usage);
  }
}

/** Node's own sentences speak of arguments, over several lines. */
function inOurWords({ message }: Error): string {
  const [, unknown] = /^Unknown option '([^']+)'/.exec(message) ?? [];
  if (unknown !== undefined) return `${unknown} is not known`;
  const [, flag] = /^Option '(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
  if (flag === undefined) return message;
  if (message.includes('is ambiguous'))
    return `${flag} needs a value; one that starts with - is written ${flag}${flag.startsWith('--') ? '=' : ''}-…`;
  return message.includes('does not take') ? `${flag} takes no value` : `${flag} needs a value`;
}

/** The first flag that is not known, with the one that may be meant. */
function unknownOption(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): string | undefined {
  const known = [...Object.keys(options), 'help'].map((name) => `--${name}`);
  const flags = args.flatMap((arg) => /^--[^=]+/.exec(arg) ?? []);
  const unknown = flags.find((flag) => !known.includes(flag) && !known.includes(flag.replace('--no-', '--')));
  if (unknown === undefined) return undefined;
  const meant = nearest(unknown, known);
  return `${unknown} is not known${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}
