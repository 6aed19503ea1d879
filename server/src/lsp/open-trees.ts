import type { WitTrees } from '../trees/language.ts';
import { OpenTree } from '../trees/open-tree.ts';

/** The trees of open documents, created at the first request. */
export class OpenTrees {
  readonly #load: () => Promise<WitTrees>;
  readonly #isOpen: (uri: string) => boolean;
  readonly #open = new Map<string, OpenTree>();
  #trees: Promise<WitTrees> | undefined;

  constructor(load: () => Promise<WitTrees>, isOpen: (uri: string) => boolean) {
    this.#load = load;
    this.#isOpen = isOpen;
  }

  /** Gives the up-to-date tree of an open document to `look`. Undefined for any other document. */
  async with<T>(
    uri: string,
    text: () => string | undefined,
    look: (trees: WitTrees, tree: OpenTree) => T,
  ): Promise<T | undefined> {
    const trees = await (this.#trees ??= this.#load());
    this.#dropClosed();
    const current = this.#isOpen(uri) ? text() : undefined;
    return current === undefined ? undefined : look(trees, this.#at(trees, uri, current));
  }

  #at(trees: WitTrees, uri: string, text: string): OpenTree {
    const known = this.#open.get(uri);
    known?.update(text);
    const tree = known ?? new OpenTree(trees, text);
    this.#open.set(uri, tree);
    return tree;
  }

  #dropClosed(): void {
    for (const [uri, tree] of this.#open) {
      if (this.#isOpen(uri)) continue;
      tree.dispose();
      this.#open.delete(uri);
    }
  }
}
