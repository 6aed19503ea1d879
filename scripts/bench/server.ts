import { LspClient } from './lsp-client.ts';
import { figures, heading, row, time } from './measure.ts';
import { residentBytes } from './process-figures.ts';

/** Requests about a name right after it was typed; links are those of the document. */
const ASKED = [
  'hover',
  'definition',
  'typeDefinition',
  'implementation',
  'completion',
  'signatureHelp',
  'documentLink',
];

/** The built server over standard input and output, as an editor has it. */
export async function benchServer(folder: string, edited: string): Promise<void> {
  heading(`language server over stdio, ${folder}`);
  const starts: number[] = [];
  for (let n = 0; n < 8; n++) {
    let client: LspClient | undefined;
    starts.push(await time(async () => (client = await LspClient.open(folder, edited))));
    await client?.close();
  }
  row('start to first diagnostics', figures(starts));
  const client = await LspClient.open(folder, edited);
  const samples = await sampleRequests(client, 2000);
  // V8 continues to compile for some thousand keystrokes: the first ones are shown apart from the rest.
  for (const [what, list] of samples) {
    const cold = Math.floor(list.length / 5);
    row(`${what}, the first ${cold}`, figures(list.slice(0, cold)));
    row(`${what}, then`, figures(list.slice(cold)));
  }
  console.log(`resident memory ${(residentBytes(client.pid) / 2 ** 20).toFixed(0)} MiB`);
  await client.close();
}

async function sampleRequests(client: LspClient, rounds: number): Promise<Map<string, number[]>> {
  const samples = new Map<string, number[]>();
  const add = async (what: string, work: () => Promise<unknown>) => {
    const list = samples.get(what) ?? [];
    samples.set(what, list);
    list.push(await time(work));
  };
  for (let n = 0; n < rounds; n++) {
    await add('keystroke to diagnostics', () => client.type());
    for (const method of ASKED) {
      await client.edit();
      await add(`${method} right after a keystroke`, () => client.ask(method));
      await client.diagnose();
    }
  }
  for (let n = 0; n < 20; n++) await add('burst of 20 keystrokes', () => client.burst());
  return samples;
}
