/** Documents that are spoiled at random are accepted or refused as by the command wac, and mean the same. */
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderWith, type Folder } from '../../host/src/compose/testing/folder.ts';
import { filesOf, plainGraph, randomGraph } from '../../host/src/compose/testing/random-graphs.ts';
import { witOf } from '../../host/src/engine/component-wit.ts';
import { HostError } from '../../host/src/base/problem.ts';
import { type Random, random } from '../../server/src/syntax/testing/random.ts';

/** The outcome of a document: the component's WIT, or the reason of the refusal. */
type Outcome = { readonly world: string } | { readonly refused: string };

const TEXTS_OF_A_GRAPH = 20;

/**
 * @param count of texts
 * @returns how many differed
 * @throws Error when `WAC` names no command
 */
export async function fuzzDocuments(count: number, first: number, every: number): Promise<number> {
  const wac = process.env['WAC'];
  if (!wac) throw new Error('WAC names the command wac to compare with');
  const counts = { texts: 0, accepted: 0, differ: 0 };
  for (let seed = first; counts.texts < count; seed++) {
    const chance = random(seed);
    const files = filesOf(seed % 2 === 0 ? plainGraph([[], [], [0], [0, 1]]) : randomGraph(chance));
    const { 'composition.toml': _, ...others } = files;
    await using folder = await folderWith(others);
    for (let one = 0; one < TEXTS_OF_A_GRAPH && counts.texts < count; one++) {
      const text = one === 0 ? files['whole.wac']! : spoiled(rewritten(files['whole.wac']!, chance), chance);
      await writeFile(join(folder.path, 'text.wac'), text);
      const [ours, theirs] = await Promise.all([here(folder), byCommand(folder, wac)]);
      counts.texts++;
      if ('world' in ours) counts.accepted++;
      if (isAlike(ours, theirs)) continue;
      counts.differ++;
      console.log(`seed ${seed}, text ${one}:\n${text}`, short(ours), short(theirs));
    }
    if (seed % every === 0) console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
  }
  console.log(JSON.stringify(counts));
  return counts.differ;
}

const short = (outcome: Outcome): string => ('refused' in outcome ? outcome.refused : outcome.world);

const isAlike = (ours: Outcome, theirs: Outcome): boolean =>
  'world' in ours && 'world' in theirs
    ? ours.world === theirs.world
    : 'refused' in ours && 'refused' in theirs;

async function here(folder: Folder): Promise<Outcome> {
  try {
    const { component } = await folder.compose({ plan: 'text.wac', out: 'here.wasm' });
    return await outcomeOf(component);
  } catch (error) {
    if (error instanceof HostError) return { refused: `${error.problem.code}: ${error.problem.message}` };
    throw error;
  }
}

async function byCommand({ path }: Folder, wac: string): Promise<Outcome> {
  const out = join(path, 'wac.wasm');
  const child = spawn(wac, ['compose', '--deps-dir', 'deps', '-o', out, 'text.wac'], { cwd: path });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise((done) => child.on('close', done));
  return status === 0 ? outcomeOf(out) : { refused: stderr };
}

async function outcomeOf(component: string): Promise<Outcome> {
  return { world: await witOf(await readFile(component)) };
}

/** Other ways to write the same: names of accesses, the last word of an argument, nested instances, comments. */
function rewritten(text: string, { below }: Random): string {
  const some = (pattern: RegExp, by: string): void => {
    text = text.replace(pattern, (found: string, ...groups: string[]) =>
      below(4) === 0 ? by.replaceAll(/\$(\d)/g, (_, group: string) => groups[Number(group) - 1]!) : found,
    );
  };
  some(/\["t:g\/(n\d+)@[\d.]+"\]/g, '.$1');
  some(/"t:g\/(n\d+)@[\d.]+": /g, '$1: ');
  some(/"t:g\/(n\d+)@[\d.]+": \1\["[^"]*"\]/g, '$1');
  some(/, \.\.\./g, '');
  some(/;\n/g, '; // behind\n');
  some(/\n/g, '\n/* between */\n');
  some(/export root\["run"\];/g, 'export root...;');
  return text;
}

const TOKEN = /"[^"\n]*"|[\w:@./-]+|\.\.\.|\s+|./g;

/** With up to three tokens taken away, doubled, exchanged, or changed by a character. */
function spoiled(text: string, { below, pick }: Random): string {
  const tokens = [...(text.match(TOKEN) ?? [])];
  for (let change = below(4); change > 0; change--) {
    const at = below(tokens.length);
    const other = below(tokens.length);
    const token = tokens[at]!;
    const within = below(token.length + 1);
    const by = [
      [],
      [token, token],
      [tokens[other]!],
      [tokens[other]!, token],
      [token.slice(0, within) + token.slice(within + 1)],
      [token.slice(0, within) + pick([...'a0-_:;@"{}[]().,/ \nÿ']) + token.slice(within)],
    ][below(6)]!;
    tokens.splice(at, 1, ...by);
  }
  return tokens.join('');
}
