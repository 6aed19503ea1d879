import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { bench as measure } from '../../../host/src/run/bench/bench.ts';
import { textOf } from '../../../host/src/run/bench/table.ts';
import { runContext } from '../context.ts';
import { fuseOf, fuseOption, fuseUsage } from '../options/fuse.ts';
import { grantOptions, grantsOf, grantUsage, limitsOf } from '../options/grants.ts';
import { runnable } from '../runnable.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio bench [OPTIONS] COMPONENT [CALL]

Measures a call as made by \`invoke\`: a cold run, a warm run (all caches filled), another instance, and repeated calls
in one instance. Without a call COMPONENT is served and gets requests over 1 and 50 connections.
If wasmtime is on the path, the same is measured there for comparison.
COMPONENT is a .wasm file, a folder, which is built first, or a plan (composition.toml, a .wac document), which is
composed first.
  --for SECONDS             duration of the repeated calls or requests (default: 1)
  --path PATH               path of the requests (default: /)
  --chart FILE              write the figures as a chart, an SVG file
  --markdown FILE           write them as a table in Markdown
  --json                    print one line of JSON${fuseUsage}
${grantUsage}`;

export async function bench(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const own = { for: text, path: text, chart: text, markdown: text, json: { type: 'boolean' } } as const;
  const { values, positionals } = parse(args, { ...grantOptions, ...fuseOption, ...own }, USAGE);
  const [component, invoke, ...others] = positionals;
  if (component === undefined) throw new Usage('a component is required', USAGE);
  if (others.length > 0) throw new Usage(`only one call is allowed, unexpected argument ${others[0]}`, USAGE);
  const forMs = milliseconds(values.for);
  const grants = grantsOf(values, [basename(component)], USAGE);
  const params = {
    grants,
    ...limitsOf(values, USAGE),
    ...fuseOf(values),
    ...(invoke !== undefined && { invoke }),
    ...(values.path !== undefined && { path: values.path }),
  };
  const context = { ...runContext(), output: () => {} };
  const { rows, markdown, chart } = await measure(
    { ...params, component: await runnable(component), name: basename(resolve(component)), forMs },
    context,
  );
  if (values.chart !== undefined) await writeFile(values.chart, chart);
  if (values.markdown !== undefined) await writeFile(values.markdown, markdown);
  process.stdout.write(values.json ? `${JSON.stringify({ rows })}\n` : textOf(rows));
  return 0;
}

function milliseconds(text = '1'): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 600))
    throw new Usage(`--for ${text} must be a number of seconds up to 600`, USAGE);
  return seconds * 1000;
}
