/**
 * Helix has no scripts: it gets keys in a terminal, and what arrives is read from its screen and from the file that it
 * writes.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

const ESCAPE = '\x1b';
/** Between two groups of keys: behind an escape, a key at once would be one with Alt. */
const PAUSE_MS = 700;
const PATIENCE_MS = 30_000;

class Helix {
  readonly #file: string;
  readonly #process;
  #screen = '';

  constructor(file: string, folder: string, env: NodeJS.ProcessEnv) {
    this.#file = file;
    // `script` gives it a terminal.
    this.#process = spawn('script', ['-qfec', `stty rows 40 cols 120; exec hx ${file}`, '/dev/null'], {
      cwd: folder,
      env: { ...env, TERM: 'xterm-256color', COLORTERM: 'truecolor' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process.stdout.setEncoding('utf8').on('data', (text: string) => (this.#screen += text));
  }

  async press(...groups: readonly string[]): Promise<void> {
    for (const group of groups) {
      this.#process.stdin.write(group);
      await after(PAUSE_MS);
    }
  }

  /** The text drawn behind some keys, without blanks: cells that stay as they were are not drawn again. */
  async drawn(isDone: (text: string) => boolean, ...groups: readonly string[]): Promise<string> {
    const text = (): string => stripVTControlCharacters(this.#screen).replaceAll(/\s/g, '');
    this.#screen = '';
    await this.press(...groups);
    for (let passed = 0; passed < PATIENCE_MS && !isDone(text()); passed += 100) await after(100);
    return text();
  }

  /** Line and column are counted from 1. */
  go(line: number, column: number): Promise<void> {
    return this.press(ESCAPE, `:goto ${line}\r`, `gh${column - 1}l`);
  }

  /** The line of the cursor, from 1: that of a text typed there, saved, and undone. */
  async line(): Promise<number> {
    await this.press('i@@', ESCAPE);
    const lines = (await this.saved()).split('\n');
    await this.press('u');
    return lines.findIndex((text) => text.includes('@@')) + 1;
  }

  async saved(): Promise<string> {
    await this.press(ESCAPE, ':write!\r');
    return readFileSync(this.#file, 'utf8');
  }

  async restore(text: string): Promise<void> {
    writeFileSync(this.#file, text);
    await this.press(':reload\r');
  }

  async quit(): Promise<void> {
    await this.press(ESCAPE, ':quit-all!\r');
    this.#process.kill();
  }
}

/** Uses each feature as a user of Helix does in a file of WIT; gives what arrived, by feature. */
export async function useHelix(
  file: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<Record<string, string>> {
  const original = readFileSync(file, 'utf8');
  const found: Record<string, string> = {};
  const helix = new Helix(file, folder, env);
  try {
    const message = /\w*[`“]strin[`”]/;
    const first = await helix.drawn((text) => message.test(text));
    await helix.press(']d');
    found['diagnostics'] = `${await helix.line()}: ${message.exec(first)?.[0] ?? first}`;
    await helix.go(7, 23);
    const popup = await helix.drawn((text) => text.includes('recordperson'), ' k');
    found['hover'] = popup.replace('recordperson', 'record person');
    await helix.go(7, 23);
    await helix.press('gd');
    found['definition'] = String(await helix.line());
    found['completion'] = [
      await completed(helix, 'per', 'son', original),
      await completed(helix, 'stri', 'ng', original),
    ].join(' ');
    await helix.go(7, 23);
    await helix.press(' r', '\x15individual\r');
    found['rename'] = await helix.saved();
    await helix.press(':format\r');
    found['format'] = await helix.saved();
    return found;
  } finally {
    await helix.quit();
  }
}

/** The type of a parameter once its beginning was typed and the first proposal accepted. */
async function completed(helix: Helix, typed: string, rest: string, original: string): Promise<string> {
  await helix.go(8, 17);
  await helix.press('e', 'c');
  await helix.drawn((text) => text.includes(typed + rest), typed);
  await helix.press('\t', '\r');
  const text = await helix.saved();
  await helix.restore(original);
  return /(?<=a: )\w+(?=\))/.exec(text)?.[0] ?? '';
}
