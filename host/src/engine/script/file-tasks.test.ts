import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startFileTasks } from './file-tasks.ts';

const called = (name: string) => `adapter1: exports1["[async-lift]${name}"],`;
const types = 'virtual-wasi:filesystem/types@0.3.0#[method]descriptor';

// That they start is shown by compose/files-third.test.ts.
it('marks the tasks of generated files, and nothing else', () => {
  assert.equal(
    startFileTasks(called(`${types}.read-directory`)),
    `adapter1: Object.assign(exports1["[async-lift]${types}.read-directory"], { _jcoMaySuspend: false }),`,
  );
  const callback = `exports1["[callback][async-lift]${types}.read-via-stream"]`;
  assert.equal(
    startFileTasks(`callback_0 = WebAssembly.promising(${callback});`),
    `callback_0 = Object.assign(${callback}, { _jcoMaySuspend: false });`,
  );
  for (const other of [`${types}.stat`, 'wasi:filesystem/types@0.3.0#[method]descriptor.read-via-stream'])
    assert.equal(startFileTasks(called(other)), called(other));
});
