import { safe, camelCase } from '../../inspect/script-names.ts';
import type { NewFiles } from '../files.ts';
import { starterOf } from '../starter.ts';
import type { WorldOutline } from '../world-outline.ts';
import { firstTest, testOf } from './first-test.ts';
import { asyncCommandFiles, asyncHttpFiles } from './wasi-async.ts';
import { commandFiles, httpFiles } from './wasi.ts';
import { stubModule, type Style } from './stubs.ts';

/**
 * The files of a component in TypeScript or JavaScript.
 *
 * @param wit the WIT folder as the component's folder sees it
 */
export function scriptFiles(name: string, world: WorldOutline, wit: string, style: Style): NewFiles {
  const ending = style.typed ? 'ts' : 'js';
  const files = sources(name, world, style, ending);
  return {
    'package.json': packageJson(name, world.name, wit),
    ...(style.typed && { 'tsconfig.json': TSCONFIG }),
    '.gitignore': 'dist/\nnode_modules/\n',
    ...files,
  };
}

function sources(name: string, world: WorldOutline, style: Style, ending: string): NewFiles {
  const starter = starterOf(world);
  switch (starter.kind) {
    case 'greeting':
      return greetingFiles(name, starter.fn, starter.param, style, ending);
    case 'http':
      return httpFiles(name, starter.version, style, ending);
    case 'command':
      return commandFiles(name, style, ending);
    case 'async-http':
      return asyncHttpFiles(name, starter.version, style, ending);
    case 'async-command':
      return asyncCommandFiles(name, style, ending);
    case 'stubs':
      return {
        [`src/${name}.${ending}`]: stubModule(world, style),
        [`test/${name}.test.js`]: firstTest(world, `${name}.${ending}`),
      };
  }
}

function greetingFiles(name: string, fn: string, param: string, { typed }: Style, ending: string): NewFiles {
  const [local, argument] = [safe(camelCase(fn)), safe(camelCase(param))];
  const exported = local === camelCase(fn) ? '' : `export { ${local} as ${camelCase(fn)} };\n`;
  const type = typed ? ': string' : '';
  const head = `${exported === '' ? 'export ' : ''}function ${local}(${argument}${type})${type}`;
  return {
    [`src/${name}.${ending}`]: `${head} {\n  return \`Hello, \${${argument}}!\`;\n}\n${exported}`,
    [`test/${name}.test.js`]: testOf(
      `component.${camelCase(fn)}('Ada')`,
      "'Hello, Ada!'",
      'greets',
      `${name}.${ending}`,
    ),
  };
}

const packageJson = (name: string, world: string, wit: string): string =>
  `${JSON.stringify(
    {
      name,
      private: true,
      type: 'module',
      scripts: { build: 'wit-studio build', test: 'wit-studio test' },
      component: { world, wit },
    },
    undefined,
    2,
  )}\n`;

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["ES2023", "ESNext.Disposable"],
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "types": [],
    "strict": true,
    "noEmit": true,
    "allowImportingTsExtensions": true
  },
  "include": ["src", "types"]
}
`;
