import { misuse } from './misuse.ts';

/** The resources that depend on another one, which must be dropped after them. */
export class Children {
  #alive = 0;

  /** Counts a child; call the result once, when the child is dropped. */
  add(): () => void {
    this.#alive++;
    return () => void this.#alive--;
  }

  /** @throws HostError `wasi-misuse` while a child is alive */
  requireNone(parent: string): void {
    if (this.#alive > 0)
      throw misuse(`it dropped ${parent} before its child resources (resource has children)`);
  }
}
