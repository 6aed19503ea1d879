import { isInside } from '../base/uri-paths.ts';
import {
  type Decode,
  decodedUri,
  type Encoded,
  type Outcome,
  unavailableDecoder,
  type Refusal,
} from '../packages/encoded.ts';
import type { FileSystem } from '../packages/file-system.ts';
import type { Counters } from './counters.ts';
import type { DiskChange } from './files.ts';

/** The encoded files of a folder, as they were last given to the decoder. */
interface Reading {
  readonly uris: readonly string[];
  readonly contents: readonly (Uint8Array | undefined)[];
}

const PENDING: Encoded = { kind: 'pending' };
const UNREADABLE: Outcome = {
  kind: 'refused',
  refusal: { kind: 'invalid', reasons: ['the file cannot be read'] },
};

/** Receives the new text of a decoded document; undefined when it is removed. */
export type SetText = (decoded: string, text: string | undefined) => void;

/**
 * The packages in the binary format. They are decoded in another thread, at the first use, and again when a file's
 * bytes have changed; until then the former results stay.
 */
export class EncodedPackages {
  readonly #disk: FileSystem;
  readonly #decode: Decode | undefined;
  readonly #counters: Counters;
  readonly #setText: SetText;
  readonly #readings = new Map<string, Reading>();
  readonly #known = new Map<string, Encoded>();
  /** Folders in which something may have changed. */
  readonly #stale = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  #listener: () => void = () => {};

  constructor(disk: FileSystem, decode: Decode | undefined, counters: Counters, setText: SetText) {
    this.#disk = disk;
    this.#decode = decode;
    this.#counters = counters;
    this.#setText = setText;
  }

  /** Called when pending text has arrived. */
  onDecoded(listener: () => void): void {
    this.#listener = listener;
  }

  read(folder: string, uris: readonly string[]): readonly Encoded[] {
    if (this.#decode === undefined) return unavailableDecoder(folder, uris);
    const before = this.#readings.get(folder);
    if (before === undefined ? uris.length > 0 : this.#stale.has(folder) || !equalElements(before.uris, uris))
      this.#reread(this.#decode, folder, uris, before);
    return uris.map((uri) => this.#known.get(uri) ?? PENDING);
  }

  refusalOf(uri: string): Refusal | undefined {
    const known = this.#known.get(uri);
    return known?.kind === 'refused' ? known.refusal : undefined;
  }

  /** A file's content, or a file or folder and all that is in it. */
  changed(uri: string): void {
    for (const [folder, { uris }] of this.#readings)
      if (uris.some((one) => one === uri || isInside(one, uri))) this.#stale.add(folder);
  }

  /** Changes of bytes that a client did not report. */
  unreportedChanges(): readonly DiskChange[] {
    const changed = [...this.#readings.values()].flatMap(({ uris, contents }) =>
      uris.filter((uri, n) => !sameBytes(contents[n], this.#disk.readBytes(uri))),
    );
    return changed.map((uri) => ({ uri, kind: 'content' }));
  }

  /** Resolves when nothing is being decoded. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #reread(decode: Decode, folder: string, uris: readonly string[], before: Reading | undefined): void {
    this.#stale.delete(folder);
    for (const gone of before?.uris.filter((uri) => !uris.includes(uri)) ?? []) this.#forget(gone);
    const contents = uris.map((uri) => this.#disk.readBytes(uri));
    if (
      before &&
      equalElements(before.uris, uris) &&
      before.contents.every((one, n) => sameBytes(one, contents[n]))
    )
      return;
    const reading = { uris, contents };
    this.#readings.set(folder, reading);
    if (uris.length === 0) return;
    this.#counters.decoded += 1;
    const done = decode(contents.map((bytes) => bytes ?? new Uint8Array())).then((outcomes) => {
      this.#running.delete(done);
      if (this.#readings.get(folder) === reading) this.#take(reading, outcomes);
    });
    this.#running.add(done);
  }

  #take({ uris, contents }: Reading, outcomes: readonly Outcome[]): void {
    uris.forEach((uri, index) => {
      const outcome = contents[index] === undefined ? UNREADABLE : outcomes[index]!;
      const decoded = decodedUri(uri);
      this.#setText(decoded, outcome.kind === 'text' ? outcome.text : undefined);
      this.#known.set(uri, outcome.kind === 'text' ? { kind: 'text', uri: decoded } : outcome);
    });
    this.#listener();
  }

  #forget(uri: string): void {
    this.#known.delete(uri);
    this.#setText(decodedUri(uri), undefined);
  }
}

function equalElements<T>(one: ArrayLike<T>, other: ArrayLike<T>): boolean {
  if (one.length !== other.length) return false;
  for (let n = 0; n < one.length; n++) if (one[n] !== other[n]) return false;
  return true;
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined ? one === other : equalElements(one, other);
}
