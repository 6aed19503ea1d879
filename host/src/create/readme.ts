import type { Language } from './languages.ts';
import { starterOf } from './starter.ts';
import type { WorldOutline } from './world-outline.ts';

/** The README of a new folder: what to do with it, in a terminal and in VS Code. */
export function readme(name: string, world: WorldOutline, language: Language): string {
  const [command, line, does] = runOf(name, world, language);
  const verb = command === 'WIT: Serve' ? 'serves' : 'runs';
  return `# ${name}

A WebAssembly component in ${language.title}: the world \`${world.id}\`.

In VS Code with WIT Studio: the play button of a source, or F1 and _${command}_, builds and ${verb} the component; _WIT: Debug_ stops ${language.breakpoints}. In a terminal:

    wit-studio build
    ${line}    # ${does}
    ${language.test}
${language.note === undefined ? '' : `\n${language.note}\n`}`;
}

/** The commands that build, run and test the component, from its folder. */
export const nextCommands = (name: string, world: WorldOutline, language: Language): readonly string[] => [
  'wit-studio build',
  runOf(name, world, language)[1],
  language.test,
];

/** The command in VS Code and in a terminal, and its effect. */
function runOf(name: string, world: WorldOutline, language: Language): readonly [string, string, string] {
  const { kind } = starterOf(world);
  const component = language.component(name, kind === 'command');
  const http = [
    'WIT: Serve',
    'wit-studio serve --watch .',
    'answers HTTP requests; builds again what you save',
  ] as const;
  const program = ['WIT: Run', `wit-studio run ${component}`, 'runs the program'] as const;
  const runs = {
    http,
    'async-http': http,
    command: program,
    'async-command': program,
    greeting: ['WIT: Run', `wit-studio invoke ${component} '${exampleOf(world)}'`, 'calls the function'],
    stubs: ['WIT: Run', `wit-studio invoke ${component}`, 'lists what can be called'],
  } as const;
  return runs[kind];
}

const exampleOf = ({ functions }: WorldOutline): string => `${functions[0]?.name ?? ''}("Ada")`;
