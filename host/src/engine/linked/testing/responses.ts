import { pathToFileURL } from 'node:url';
import { countingIn } from '../../../guest/thread/counting.ts';
import { handlerOf } from '../../../guest/thread/handler.ts';
import { explain } from '../../../guest/thread/explain.ts';
import { wasiImports } from '../../../wasi/imports.ts';
import { sourceOf } from '../../../wasi/input-stream.ts';
import { withoutTrailers } from '../../../wasi/http/incoming-body.ts';
import { toText, type FieldEntry } from '../../../wasi/http/fields.ts';
import { compile } from '../../modules.ts';
import { loadProgram, type Program } from '../../instantiate.ts';
import { storage } from '../../testing/instantiate-wat.ts';
import { readOutline, scriptOf, transpile } from '../../transpile.ts';
import { linkProgram } from '../program.ts';

export interface TestRequest {
  readonly path: string;
  readonly method?: string;
  readonly headers?: readonly FieldEntry[];
  readonly body?: string;
}

/** The same component by jco's script and linked; undefined where it cannot be linked. */
export async function bothWays(path: string): Promise<{ plain: Program; linked: Program | undefined }> {
  const transpiled = await transpile(path, storage);
  const modules = await compile(transpiled);
  const outline = await readOutline(transpiled);
  const counting = countingIn(pathToFileURL(`${transpiled.folder}/`), modules);
  return {
    plain: await loadProgram(scriptOf(transpiled), modules),
    linked: outline && linkProgram(outline, modules, counting),
  };
}

/** The effects of a request, in order: parts of the response, lines of the log, and its failure. */
export async function responseOf(
  program: Program,
  { path, method = 'GET', headers = [], body = '' }: TestRequest,
): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  const note = (what: string) => (value: unknown) => void events.push([what, plain(value)]);
  const stdin = sourceOf(new Uint8Array());
  const imports = wasiImports({}, { stdin, stdout: note('stdout'), stderr: note('stderr') });
  const head = { method, path, authority: 'x', headers: toText(headers).flat() };
  try {
    const handle = handlerOf(await program(imports));
    const missing = await handle(head, withoutTrailers(sourceOf(Buffer.from(body))), {
      head: (status, fields, isEmpty) => void events.push(['head', status, plain(fields), isEmpty]),
      chunk: note('chunk'),
      end: note('end'),
      failed: note('failed'),
      broken: note('broken'),
    });
    events.push(['missing', missing]);
  } catch (error) {
    // The number of a module is of its bytes, which differ where its state is exported.
    const { message, causes } = await explain(error);
    events.push(['trap', message, causes?.map((cause) => cause.replace(/[-/][0-9a-f]{8}:/, ':'))]);
  }
  return events;
}

/** Bytes as text; they may be a view of memory that changes. */
const plain = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString('latin1')
    : Array.isArray(value)
      ? value.map(plain)
      : value;
