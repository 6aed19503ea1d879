import { escapeReservedNames } from './reserved-names.ts';
import { enterCreatedRepresentations } from './created-representations.ts';
import { letCallsPend } from '../fast-path/pending-calls-script.ts';
import { refuseUnknownHandles } from './known-handles.ts';
import { readValuesAsSpecified } from './received-values.ts';
import { checkEmptyBuffers } from './empty-buffers.ts';
import { checkShortStrings } from './checked-strings.ts';
import { forgetCancelledCalls } from './cancelled-calls.ts';
import { checkReturnPointers } from './return-pointers.ts';
import { dropPromptly } from './prompt-drops.ts';
import { wakePromptly } from './prompt-wakes.ts';
import { moveNestedEnds } from './nested-ends.ts';
import { startFileTasks } from './file-tasks.ts';
import { moveBytes } from './byte-streams.ts';
import type { Generated } from '../../toolkit/bindings.ts';

const CORRECTIONS = [
  escapeReservedNames,
  enterCreatedRepresentations,
  letCallsPend,
  refuseUnknownHandles,
  readValuesAsSpecified,
  checkEmptyBuffers,
  checkShortStrings,
  checkReturnPointers,
  forgetCancelledCalls,
  dropPromptly,
  wakePromptly,
  moveBytes,
  moveNestedEnds,
  startFileTasks,
] as const;

/** The generator's result with its script corrected: REVISION in `transpile.ts` lists the corrections. */
export const withCorrectedScript = (generated: Generated): Generated => ({
  ...generated,
  files: generated.files.map(({ name, contents }) => ({
    name,
    contents: name.endsWith('.js') ? mended(contents) : contents,
  })),
});

const mended = (script: Uint8Array): Uint8Array =>
  Buffer.from(CORRECTIONS.reduce((text, mend) => mend(text), Buffer.from(script).toString()));
