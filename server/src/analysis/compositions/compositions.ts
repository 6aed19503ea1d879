import type { Composer } from '../../compositions/composer.ts';
import { isInside } from '../../base/uri-paths.ts';
import { planKindOf } from '../../compositions/kind.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import type { KnownPackages } from '../../packages/known-packages.ts';
import { Components } from './components.ts';
import type { Composition } from './composition.ts';
import { checkDocument } from './check-document.ts';
import { checkPlan } from './check-plan.ts';
import type { CheckedPlan } from './checked-plan.ts';

/**
 * The watched plans (composition.toml, .wac). The toolkit checks them in another thread; its former results stay until
 * it replies.
 */
export class Compositions {
  readonly #files: FileSystem;
  readonly #disk: FileSystem;
  readonly #composer: Composer | undefined;
  readonly #components: Components;
  readonly #known: KnownPackages;
  readonly #arrived: () => void;
  readonly #checked = new Map<string, CheckedPlan>();
  /** Plans to check again, though their text is the same. */
  readonly #stale = new Set<string>();
  readonly #running = new Set<Promise<unknown>>();

  /**
   * @param disk components are read from it
   * @param files has plans as the editor has them
   * @param known the packages of worlds that are known without being in the workspace
   * @param arrived called when pending information has arrived
   */
  constructor(
    disk: FileSystem,
    files: FileSystem,
    known: KnownPackages,
    composer: Composer | undefined,
    arrived: () => void,
  ) {
    this.#files = files;
    this.#disk = disk;
    this.#known = known;
    this.#composer = composer;
    this.#arrived = arrived;
    this.#components = new Components(disk, composer, () => {
      this.#allStale();
      arrived();
    });
  }

  /** Undefined if the file is no plan, or does not exist. */
  of(uri: string): Composition | undefined {
    const text = this.#files.readText(uri);
    const kind = text === undefined ? undefined : planKindOf(uri, text);
    if (text === undefined || kind === undefined) return undefined;
    const last = this.#checked.get(uri);
    if (last?.text === text && !this.#stale.has(uri)) return last.composition;
    this.#stale.delete(uri);
    const checking = {
      files: this.#files,
      disk: this.#disk,
      components: this.#components,
      composer: this.#composer,
      known: this.#known,
      last,
    };
    const checked = (kind === 'wac' ? checkDocument : checkPlan)(uri, text, checking);
    this.#checked.set(uri, checked);
    if (checked.later) this.#await(uri, checked, checked.later);
    return checked.composition;
  }

  /** Handles a change of a file or folder. @returns whether a plan depends on it */
  changed(uri: string): boolean {
    const concerns =
      this.#components.changed(uri) ||
      /(\/(package\.json|Cargo\.toml|composition\.toml)|\.wit)$/.test(uri) ||
      this.#includes(uri);
    if (concerns) this.#allStale();
    return concerns && this.#checked.size > 0;
  }

  revalidate(): void {
    this.#components.revalidate();
    this.#allStale();
  }

  /** Resolves when no check is running. */
  async settled(): Promise<void> {
    for (let all = this.#allRunning(); all.length > 0; all = this.#allRunning()) await Promise.all(all);
  }

  /** Whether a plan has the file, or something in the folder, among the files of an instance. */
  #includes(uri: string): boolean {
    const plans = [...this.#checked.values()].map(({ composition }) => composition.reading?.plan);
    const files = plans.flatMap((plan) => plan?.instances.flatMap((one) => one.files?.entries ?? []) ?? []);
    return files.some(({ source }) => source === uri || isInside(uri, source) || isInside(source, uri));
  }

  #allRunning(): Promise<unknown>[] {
    return [...this.#running, ...this.#components.running];
  }

  #allStale(): void {
    for (const uri of this.#checked.keys()) this.#stale.add(uri);
  }

  #await(uri: string, checked: CheckedPlan, later: Promise<Composition>): void {
    const done = later
      .then((composition) => {
        if (this.#checked.get(uri) !== checked) return;
        this.#checked.set(uri, { text: checked.text, composition });
        this.#arrived();
      })
      // The toolkit failed on this input, so there are no findings of it; composing reports why.
      .catch(() => undefined)
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
  }
}
