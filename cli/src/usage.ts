import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line itself is wrong: exit code 2, with the way it is meant. */
export class Usage extends Error {
  constructor(
    message: string,
    readonly usage: string,
  ) {
    super(message);
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
    throw new Usage((error as Error).message, usage);
  }
}
