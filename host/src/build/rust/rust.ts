import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { HostError } from '../../base/problem.ts';
import type { BuildResult, Finding } from '../../protocol.ts';
import type { BuildContext } from '../context.ts';
import { cargoInputs } from './cargo-inputs.ts';
import { cargoErrors } from './manifest-errors.ts';
import { witFiles } from '../external/inputs.ts';
import { readSettings } from '../external/settings.ts';
import { haveOthers, stamp } from '../stamp.ts';
import { endedBySignal, runTool } from '../tool.ts';
import { witErrorIn } from '../wit-error.ts';

const TARGET = 'wasm32-wasip2';

/** The lines of `cargo build --message-format=json` that matter here (the Cargo book, "External tools"). */
interface CargoMessage {
  readonly reason: string;
  readonly filenames?: readonly string[];
  /** Whether it was up to date. */
  readonly fresh?: boolean;
  /** Of the crate that a message is about. */
  readonly manifest_path?: string;
  readonly message?: RustcMessage;
}

interface RustcMessage {
  readonly message: string;
  readonly level: string;
  readonly code?: { readonly code: string } | null;
  readonly spans: readonly RustcSpan[];
  readonly rendered?: string;
}

/** 1-based, in Unicode scalar values. */
interface RustcSpan {
  readonly file_name: string;
  readonly is_primary: boolean;
  readonly line_start: number;
  readonly line_end: number;
  readonly column_start: number;
  readonly column_end: number;
  /** Its lines. */
  readonly text?: readonly { readonly text: string }[];
}

/** Builds a crate with the user's own cargo; without cargo, uses a component committed as `NAME.wasm`. */
export async function buildRust(folder: string, context: BuildContext): Promise<BuildResult> {
  context.progress(`Building ${basename(folder)} with cargo`);
  const run = await cargoWithWit(folder, context).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!run) return prebuilt(folder);
  const { messages } = run;
  const findings = messages.flatMap(({ reason, message, manifest_path: manifest }) =>
    reason === 'compiler-message' && message
      ? toFinding(manifest === undefined ? folder : dirname(manifest), message)
      : [],
  );
  const artifact = artifactOf(messages);
  if (!artifact) throw (await invalidWitOf(folder, findings)) ?? failed(folder, findings, run);
  const { component, isFresh } = artifact;
  await stamp(component, '', await cargoInputs(folder, component), 'cargo', await witFilesOf(folder));
  return { component, language: 'Rust', world: '', findings, rebuilt: !isFresh };
}

/** The component among what cargo made, and whether it was there before. */
function artifactOf(messages: readonly CargoMessage[]) {
  for (const { filenames = [], fresh = false } of messages.toReversed()) {
    const component = filenames.findLast((path) => path.endsWith('.wasm'));
    if (component !== undefined) return { component, isFresh: fresh };
  }
  return undefined;
}

/** The error in WIT that the macro of wit-bindgen reports; those that rustc finds behind it follow from it. */
async function invalidWitOf(folder: string, findings: readonly Finding[]): Promise<HostError | undefined> {
  const { wit } = await readSettings(folder);
  return findings.map(({ message }) => witErrorIn(message, wit)).find((one) => one !== undefined);
}

const witFilesOf = async (folder: string): Promise<string[]> => witFiles((await readSettings(folder)).wit);

/**
 * cargo knows the WIT files that bindings were made from, but not those that have come since: then the crate is built
 * again.
 */
async function cargoWithWit(folder: string, context: BuildContext): Promise<CargoRun> {
  const run = await cargo(folder, context);
  const artifact = artifactOf(run.messages);
  if (!artifact?.isFresh || !(await haveOthers(artifact.component, await witFilesOf(folder)))) return run;
  const args = ['clean', '-p', await packageName(folder), `--target=${TARGET}`];
  const { signal, log } = context;
  await runTool({ command: 'cargo', args, cwd: folder, signal, onLine: (_, line) => log(line) });
  return cargo(folder, context);
}

async function packageName(folder: string): Promise<string> {
  const manifest = parse(await readFile(join(folder, 'Cargo.toml'), 'utf8')) as CargoManifest;
  return manifest.package?.name ?? basename(folder);
}

interface CargoManifest {
  readonly package?: { readonly name?: string };
}

interface CargoRun {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly messages: readonly CargoMessage[];
  /** Cargo's own errors: `could not find Cargo.lock`, a mistake in a manifest. */
  readonly errors: readonly Finding[];
}

/** Settings of cargo's dev profile that a debugger needs; a manifest may have changed these defaults. */
const DEBUGGED = { CARGO_PROFILE_DEV_DEBUG: 'full', CARGO_PROFILE_DEV_STRIP: 'none' };

async function cargo(folder: string, { signal, log, debug = false }: BuildContext): Promise<CargoRun> {
  const args = ['build', ...(debug ? [] : ['--release']), `--target=${TARGET}`, '--message-format=json'];
  const messages: CargoMessage[] = [];
  const errorLines: string[] = [];
  const onLine = (stream: 'stdout' | 'stderr', line: string): void | Promise<void> => {
    const message = stream === 'stdout' ? readMessage(line) : undefined;
    if (stream === 'stderr') errorLines.push(line);
    if (!message) return log(line);
    messages.push(message);
  };
  const env = debug ? DEBUGGED : {};
  const code = await runTool({ command: 'cargo', args, cwd: folder, env, signal, onLine });
  // Partial output of a failed build is not the component.
  const isMade = ({ filenames }: CargoMessage): boolean => filenames !== undefined;
  const errors = cargoErrors(errorLines, folder);
  return { code, errors, messages: code === 0 ? messages : messages.filter((message) => !isMade(message)) };
}

/**
 * A line of cargo's JSON messages. The output of build scripts and macros is mixed with them: every other line is
 * output.
 */
export function readMessage(line: string): CargoMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const message = JSON.parse(line) as CargoMessage;
    return typeof message.reason === 'string' && isWellFormed(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function isWellFormed({ filenames, manifest_path: manifest, message }: CargoMessage): boolean {
  if (manifest !== undefined && !isText(manifest)) return false;
  if (filenames !== undefined && !(Array.isArray(filenames) && filenames.every(isText))) return false;
  if (message === undefined) return true;
  return isText(message?.message) && Array.isArray(message.spans) && message.spans.every(isSpan);
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isSpan(span: RustcSpan | null): boolean {
  if (!isText(span?.file_name)) return false;
  if (span.text !== undefined && !(Array.isArray(span.text) && span.text.every((line) => isText(line?.text))))
    return false;
  return [span.line_start, span.line_end, span.column_start, span.column_end].every(Number.isSafeInteger);
}

function prebuilt(folder: string): BuildResult {
  const component = join(folder, `${basename(folder)}.wasm`);
  if (!existsSync(component)) {
    throw new HostError({
      code: 'rust-missing',
      message: `building ${folder} needs cargo, which is not on the path`,
      help: `Install Rust (https://rustup.rs) and run \`rustup target add ${TARGET}\`, or put a built ${basename(component)} into the folder.`,
    });
  }
  const finding: Finding = {
    code: 'rust-missing',
    severity: 'warning',
    message: `cargo is not on the path: the existing ${component} is used`,
  };
  return { component, language: 'Rust', world: '', findings: [finding], rebuilt: false };
}

function failed(folder: string, findings: readonly Finding[], { code, errors: own }: CargoRun): HostError {
  const inManifests = own.filter(({ at }) => at !== undefined);
  const errors = [...findings.filter(({ severity }) => severity === 'error'), ...inManifests];
  const [first] = errors;
  return new HostError({
    code: 'rust-build',
    message:
      first?.message ??
      `cargo built no component in ${folder}${own[0] === undefined ? '' : `: ${own[0].message}`}`,
    ...(first?.at && { at: first.at }),
    help: first ? 'See the output of cargo for the whole message.' : helpFor(code),
    ...(!first && code === undefined && endedBySignal('cargo')),
    findings: errors,
  });
}

const helpFor = (code: number | undefined): string =>
  code === 0
    ? 'The crate must be a cdylib: add `crate-type = ["cdylib"]` to [lib] of its Cargo.toml.'
    : `See the output of cargo. Where it lacks the target: rustup target add ${TARGET}.`;

/** UTF-16 code units before a column; as many as there are scalar values where the line is unknown. */
const unitsBefore = (column: number, line: { readonly text: string } | undefined): number =>
  line === undefined ? column - 1 : [...line.text].slice(0, column - 1).join('').length;

/** rustc names sources from the root of the workspace, which is the crate's folder or above it. */
function sourceOf(crate: string, name: string): string {
  for (let folder = crate; ; folder = dirname(folder)) {
    const path = resolve(folder, name);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) return resolve(crate, name);
  }
}

/** @param folder of the crate */
function toFinding(folder: string, { message, level, spans }: RustcMessage): Finding[] {
  const span = spans.find(({ is_primary }) => is_primary);
  if (!span || (level !== 'error' && level !== 'warning')) return [];
  const start = { line: span.line_start - 1, character: unitsBefore(span.column_start, span.text?.[0]) };
  const end = { line: span.line_end - 1, character: unitsBefore(span.column_end, span.text?.at(-1)) };
  const at = { file: sourceOf(folder, span.file_name), start, end };
  return [{ code: 'rust-build', severity: level, message, at }];
}
