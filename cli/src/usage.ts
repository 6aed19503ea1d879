import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../../server/src/base/nearest.ts';

/** An invalid command line: exit code 2, with the command that prints help. */
export class Usage extends Error {
  /** The command that prints the usage. */
  readonly help: string;

  /** @param usage of the subcommand; starts with `usage: wit-studio NAME` */
  constructor(message: string, usage: string) {
    super(message);
    this.help = `${/^usage: (wit-studio(?: [a-z][a-z-]*)?)/.exec(usage)?.[1] ?? 'wit-studio'} --help`;
  }
}

/** Thrown for `--help`: the usage is printed, and the exit code is 0. */
export class Help extends Error {
  constructor(readonly usage: string) {
    super('help');
  }
}

/**
 * Parses a subcommand's arguments; every subcommand accepts `--help`.
 * @throws Usage for an unknown flag or a missing value, Help for `--help`
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
    throw new Usage(unknownOption(args, options) ?? explained(error as Error), usage);
  }
}

/** Replaces Node's messages, which take several lines. */
function explained({ message }: Error): string {
  const [, unknown] = /^Unknown option '([^']+)'/.exec(message) ?? [];
  if (unknown !== undefined) return `unknown option ${unknown}`;
  const [, flag] = /^Option '(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
  if (flag === undefined) return message;
  if (message.includes('is ambiguous'))
    return `${flag} needs a value; write a value that starts with - as ${flag}${flag.startsWith('--') ? '=' : ''}-…`;
  return message.includes('does not take') ? `${flag} takes no value` : `${flag} needs a value`;
}

/** The first unknown flag, with the closest known one. */
function unknownOption(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): string | undefined {
  const known = [...Object.keys(options), 'help'].map((name) => `--${name}`);
  const flags = args.flatMap((arg) => /^--[^=]+/.exec(arg) ?? []);
  const unknown = flags.find((flag) => !known.includes(flag) && !known.includes(flag.replace('--no-', '--')));
  if (unknown === undefined) return undefined;
  const meant = nearest(unknown, known);
  return `unknown option ${unknown}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}
