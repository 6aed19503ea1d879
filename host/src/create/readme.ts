import type { Language } from './languages.ts';
import { starterOf } from './starter.ts';
import type { WorldOutline } from './world-outline.ts';

/** What to do with the new folder, in a terminal and in VS Code. */
export function readme(name: string, world: WorldOutline, language: Language): string {
  const { kind } = starterOf(world);
  const component = language.component(name, kind === 'command');
  const runs = {
    http: ['WIT: Serve', `wit-studio serve ${component}`, 'answers HTTP requests'],
    command: ['WIT: Run', `wit-studio run ${component}`, 'runs the program'],
    greeting: ['WIT: Run', `wit-studio invoke ${component} '${exampleOf(world)}'`, 'calls the function'],
    stubs: ['WIT: Run', `wit-studio invoke ${component}`, 'lists what can be called'],
  } as const;
  const [command, line, does] = runs[kind];
  return `# ${name}

A WebAssembly component in ${language.title}: the world \`${world.id}\`.

In VS Code with WIT Studio: _WIT: Build Component_, then _${command}_. In a terminal:

    wit-studio build
    ${line}    # ${does}
    ${language.test}
`;
}

const exampleOf = ({ functions }: WorldOutline): string => `${functions[0]?.name ?? ''}("Ada")`;
