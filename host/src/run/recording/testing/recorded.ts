import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { folderWith, type Folder } from '../../../compose/testing/folder.ts';
import { unitWat, type Unit } from '../../../compose/testing/units.ts';

/** `top` calls `two`, which calls `one`, and then `one` itself. */
export async function composed(): Promise<{ readonly folder: Folder; readonly component: string }> {
  const one: Unit = { export: 't:g/a@1.0.0', imports: [], add: 7, counts: true };
  const two: Unit = { export: 't:g/b@1.0.0', imports: [one.export], add: 11 };
  const top: Unit = { export: 'run', imports: [two.export, one.export], add: 1 };
  const plan = '[instances]\none = "one.wasm"\ntwo = "two.wasm"\ntop = "top.wasm"\n';
  const folder = await folderWith({
    'one.wasm': unitWat(one),
    'two.wasm': unitWat(two),
    'top.wasm': unitWat(top),
    'composition.toml': plan,
  });
  return { folder, component: (await folder.compose({ plan: 'composition.toml', out: 'o.wasm' })).component };
}

/** An ExportTraceServiceRequest of OpenTelemetry's protocol. */
export interface Request {
  readonly resourceSpans: readonly {
    readonly resource: object;
    readonly scopeSpans: readonly { readonly spans: readonly Record<string, unknown>[] }[];
  }[];
}
export const spansOf = ({ resourceSpans }: Request): readonly Record<string, unknown>[] =>
  resourceSpans[0]!.scopeSpans[0]!.spans;

/** A collector that records what it receives. */
export async function withCollector(
  use: (endpoint: string, got: { path?: string; body: Request }[]) => Promise<void>,
) {
  const got: { path?: string; body: Request }[] = [];
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ ...(request.url && { path: request.url }), body: JSON.parse(body) as Request });
      response.end('{}');
    });
  });
  await new Promise<void>((listens) => collector.listen(0, '127.0.0.1', listens));
  try {
    await use(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`, got);
  } finally {
    collector.close();
  }
}
