import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HostError } from '../problem.ts';
import type { SourceLocation } from '../protocol.ts';
import type { ComposedDocument, Diagnostic, PackageName } from '../toolkit/load.ts';
import type { Answer } from '../toolkit/toolkit.ts';
import { inToolThread } from '../tools/tool-thread.ts';
import { nearest } from '../../../server/src/base/nearest.ts';
import { unversioned } from './names.ts';
import { gather, type ComposeContext } from './components.ts';
import type { Composed } from './compose-graph.ts';
import { wirable } from './graph.ts';
import type { PlanSource } from './plan-source.ts';
import type { Problems } from './problems.ts';
import type { PackageSource } from './read-composition.ts';
import { isWit, loadPackage } from './wit-packages.ts';

/**
 * Composes a WAC document.
 * @param packages the components that the plan beside it gives, by `ns:name` or `ns:name@version`
 * @throws HostError `wac-invalid`, `wac-package-missing`, and what gathering components throws
 */
export async function composeDocument(
  source: PlanSource,
  packages: ReadonlyMap<string, PackageSource>,
  context: ComposeContext,
  problems: Problems,
): Promise<Composed> {
  const { signal } = context;
  const named = answered(source, await inToolThread('packagesOf', [source.text], signal));
  const parts = [];
  for (const name of named) {
    const found = await problems.attemptAsync(() => packageSource(name, source, packages));
    if (found) parts.push({ name, ...found });
  }
  const { placed, bytes } = await gather(parts, context, problems, loadPackage);
  problems.refuse();
  const given = placed.map(({ name, component }) => ({
    name: name.name,
    ...(name.version !== undefined && { version: name.version }),
    component: bytes.get(component)!,
  }));
  const composed = answered(source, await inToolThread('composePackages', [source.text, given], signal));
  return explainDocument(
    composed,
    new Map(placed.map(({ name, component }) => [versionedName(name), component])),
  );
}

function answered<T>(source: PlanSource, answer: Answer<T, Diagnostic>): T {
  if ('err' in answer) throw invalidDocument(source, answer.err);
  return answer.ok;
}

function invalidDocument(
  source: PlanSource,
  { message, reasons, labels, help, misnamed }: Diagnostic,
): HostError {
  const [primary, ...others] = labels.map(({ span, text }) => ({ at: locateBytes(source, span), text }));
  const elsewhere = others.map(({ at, text }) => `${text ?? 'see also'} (line ${at.start.line + 1})`);
  return new HostError({
    code: 'wac-invalid',
    message,
    causes: [...reasons, ...elsewhere],
    help:
      (misnamed && knownNames(misnamed)) ??
      help ??
      'The language is described at https://github.com/bytecodealliance/wac/blob/main/LANGUAGE.md.',
    ...(primary && { at: primary.at }),
  });
}

/** An interface goes by its last word, too: `types` for `wasi:http/types@0.2.12`. */
function knownNames({ name, known }: NonNullable<Diagnostic['misnamed']>): string {
  const short = known.map((one) => unversioned(one).split('/').at(-1)!);
  const near = nearest(name, [...short, ...known]);
  if (near !== undefined) return `Did you mean “${near}”?`;
  return `Known here: ${known.join(', ') || 'nothing'}.`;
}

/** The toolkit counts bytes of UTF-8, a source UTF-16 units. */
function locateBytes(source: PlanSource, span: { start: number; end: number }): SourceLocation {
  const bytes = Buffer.from(source.text);
  const offset = (byte: number) => bytes.subarray(0, byte).toString().length;
  return source.locate(offset(span.start), offset(span.end));
}

const versionedName = ({ name, version }: { name: string; version?: string }): string =>
  version === undefined ? name : `${name}@${version}`;

/**
 * As the plan says, else where the `wac` command would look.
 * @throws HostError `wac-package-missing`
 */
async function packageSource(
  name: PackageName,
  document: PlanSource,
  packages: ReadonlyMap<string, PackageSource>,
): Promise<PackageSource> {
  const planned = packages.get(versionedName(name)) ?? packages.get(name.name);
  if (planned) return planned;
  const path = [...name.name.split(':'), ...(name.version === undefined ? [] : [name.version])];
  const folder = join(dirname(document.file), 'deps', ...path);
  const at = locateBytes(document, name.span);
  if (await isWit(folder)) return { source: folder, at };
  const source = `${folder}.wasm`;
  if (existsSync(source)) return { source, at };
  throw new HostError({
    code: 'wac-package-missing',
    message: `there is no component or WIT for the package ${versionedName(name)}`,
    help: `Name it in a composition.toml beside the document, under [packages]: "${versionedName(name)}" = "path"; or put it at ${source}, or its WIT in the folder ${folder}.`,
    at,
  });
}

function explainDocument(
  { component, description, instances, wires }: ComposedDocument,
  components: ReadonlyMap<string, string>,
): Composed {
  const nameOf = (index: number) => instances[index]!.name ?? instances[index]!.package;
  return {
    bytes: component,
    instances: instances.map(({ package: name }, index) => ({
      name: nameOf(index),
      component: components.get(name) ?? name,
    })),
    wires: wires.map((wire) => ({
      from: nameOf(wire.source),
      to: nameOf(wire.target),
      interface: wire.import,
    })),
    imports: wirable(description.imports),
    exports: wirable(description.exports),
  };
}
