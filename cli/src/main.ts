#!/usr/bin/env node
/** The `wit-studio` command. Each subcommand is a file; this one only finds it. */
import { version } from '../../package.json';
import { nearest } from '../../server/src/base/nearest.ts';
import { unwritable } from '../../host/src/base/file-problem.ts';
import { Usage } from './usage.ts';
import { isOverdue, reportFailure } from './output/failure.ts';

/** Runs a subcommand and gives the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, { readonly help: string; readonly load: () => Promise<Command> }>> = {
  new: {
    help: 'start a component or a WIT package in an empty folder',
    load: async () => (await import('./commands/new.ts')).newCommand,
  },
  check: { help: 'check WIT packages', load: async () => (await import('./commands/check.ts')).check },
  format: { help: 'tidy WIT files', load: async () => (await import('./commands/format.ts')).format },
  build: {
    help: 'build the component of a folder',
    load: async () => (await import('./commands/build.ts')).build,
  },
  bindings: {
    help: 'generate bindings for a world',
    load: async () => (await import('./commands/bindings.ts')).bindings,
  },
  test: {
    help: 'run the tests of a component',
    load: async () => (await import('./commands/test.ts')).test,
  },
  run: { help: 'run a command component', load: async () => (await import('./commands/run.ts')).run },
  invoke: {
    help: 'call an exported function',
    load: async () => (await import('./commands/invoke.ts')).invoke,
  },
  serve: {
    help: 'serve wasi:http/incoming-handler or wasi:http/handler',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  compose: {
    help: 'compose components, by a plan or by plugging',
    load: async () => (await import('./commands/compose.ts')).compose,
  },
  targets: {
    help: 'check a component against a target world',
    load: async () => (await import('./commands/targets.ts')).targets,
  },
  inspect: {
    help: 'describe a .wasm file and print its WIT',
    load: async () => (await import('./commands/inspect.ts')).inspect,
  },
  bench: {
    help: 'measure a call, compared with wasmtime',
    load: async () => (await import('./commands/bench.ts')).bench,
  },
  lsp: { help: 'run the language server', load: async () => (await import('./commands/lsp.ts')).lsp },
  'debug-adapter': {
    help: 'run the debug adapter',
    load: async () => (await import('./commands/debug-adapter.ts')).debugAdapter,
  },
  node: {
    help: 'show or install the Node.js that runs components',
    load: async () => (await import('./commands/node.ts')).node,
  },
  resident: {
    help: 'manage the resident host: status, start, stop',
    load: async () => (await import('./commands/resident.ts')).resident,
  },
};

async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name))
    return args.length > 0 ? main([...args.slice(0, 1), '--help']) : print(overview());
  if (['--version', '-V'].includes(name)) return print(`wit-studio ${version}\n`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Usage(unknownCommand(name), overview());
  return (await command.load())(args);
}

function unknownCommand(name: string): string {
  const meant = nearest(name, Object.keys(COMMANDS));
  return `unknown command ${name}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function overview(): string {
  const lines = Object.entries(COMMANDS).map(([name, { help: text }]) => `  ${name.padEnd(15)}${text}`);
  return `usage: wit-studio COMMAND …\n\n${lines.join('\n')}\n\nRun \`wit-studio COMMAND --help\` for the options of a command.\n`;
}

// A reader that leaves (`| head`) wants no more lines; the exit code is still the command's. Whatever else keeps the
// output from being written, as a full disk, has lost it.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE')
      process.exit(stream === process.stdout ? reportFailure(unwritable('the output', error)) : 1);
  });

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = reportFailure(error);
  if (isOverdue(error)) process.stderr.write('', () => process.exit());
}
