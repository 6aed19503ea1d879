import type { Report } from './reports.ts';

/** Somebody who wants to know what is wrong in the workspace. Each is told of every file and decides what is news. */
export interface Audience {
  /** Whether anything told now would reach somebody. */
  listens(): boolean;
  tell(uri: string, report: Report): void;
  /** Every file has been told. @param seen all of them; what was told earlier and is not among them is gone */
  toldAll(seen: ReadonlySet<string>): void;
}
