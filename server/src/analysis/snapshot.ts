import type { LineIndex } from '../base/line-index.ts';
import type { ParsedFile } from '../syntax/parse.ts';

/** A place in a file. Offsets are UTF-16. */
export interface Place {
  readonly uri: string;
  readonly offset: number;
}

/** UTF-16 offsets, the end not included. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

export interface FileRange extends OffsetRange {
  readonly uri: string;
}

/** The text of a range is to become `text`. */
export interface TextEdit extends OffsetRange {
  readonly text: string;
}

/**
 * The workspace at one revision. It never changes: asked after the next change, it throws Superseded
 * rather than mix two states.
 */
export interface Snapshot {
  file(uri: string): ParsedFile | undefined;
  lines(uri: string): LineIndex | undefined;
}
