import { readBytes } from '../../../host/src/inspect/component-file.ts';
import { withoutPackage } from '../../../server/src/base/without-package.ts';
import { type ComponentView, viewComponent } from '../../../server/src/features/component-view.ts';
import { jobs } from '../../../server/src/node/composer/jobs.ts';
import { loadDecoder } from '../../../server/src/node/decoder/decoder.ts';
import { list } from '../output/list.ts';
import { printable } from '../output/printable.ts';
import { runnable } from '../runnable.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio inspect [--wit | --json] FILE

Describes a .wasm file: its imports, exports and contents, the tools that produced it, and its WIT.
FILE is a component, a WIT package, a core module, or a plan (composition.toml, a .wac document), which is composed
first.
  --wit                     print only the WIT: the world and the packages that it uses
  --json                    print the description as JSON
`;

const options = { wit: { type: 'boolean' }, json: { type: 'boolean' } } as const;

const KINDS: Readonly<Record<ComponentView['kind'], string>> = {
  component: 'component',
  package: 'WIT package',
  'core-module': 'core module',
  empty: 'empty file',
  other: 'no WebAssembly binary',
  broken: 'damaged or unknown WebAssembly',
};

export async function inspect(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, options, USAGE);
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new Usage('exactly one file is required', USAGE);
  const bytes = await readBytes(await runnable(path));
  const view = await viewComponent(bytes, jobs, async (files) => (await loadDecoder())()(files));
  if (values.json) process.stdout.write(`${JSON.stringify(view, null, 2)}\n`);
  else if (values.wit && view.wit !== undefined) process.stdout.write(view.wit);
  else if (values.wit) process.stderr.write(`wit-studio: ${path} has no WIT: ${headline(view)}\n`);
  else process.stdout.write(printable(describe(path, view)));
  return isReadable(view) && (values.wit !== true || view.wit !== undefined) ? 0 : 1;
}

const isReadable = ({ kind }: ComponentView): boolean => !['empty', 'other', 'broken'].includes(kind);

const headline = ({ kind, bytes }: ComponentView): string => `${KINDS[kind]}, ${bytes} bytes`;

function describe(path: string, view: ComponentView): string {
  const { reasons, imports, exports, contents, producers, wit, component } = view;
  return [
    `${path}: ${headline(view)}\n`,
    ...reasons.map((reason) => `  | ${reason}\n`),
    list('imports', imports),
    list('exports', exports),
    list('runs as a component that exports', component?.exports ?? []),
    list(
      'contains',
      contents.flatMap((one) => tree(one, '')),
    ),
    list(
      'produced by',
      producers.map(({ field, name, version }) => `${field}: ${name} ${version}`.trimEnd()),
    ),
    wit === undefined ? '' : `wit\n${withoutPackage(wit).replaceAll(/^(?=.)/gm, '  ')}`,
  ].join('');
}

function tree({ kind, name, bytes, contents }: ComponentView['contents'][number], indent: string): string[] {
  const title = `${indent}${kind}${name === undefined ? '' : ` ${name}`}, ${bytes} bytes`;
  return [title, ...contents.flatMap((one) => tree(one, `${indent}  `))];
}
