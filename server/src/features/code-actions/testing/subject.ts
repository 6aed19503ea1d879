import assert from 'node:assert/strict';
import { Workspace } from '../../../analysis/workspace.ts';
import type { Snapshot } from '../../../analysis/snapshot.ts';
import type { Tools } from '../../../check/rule.ts';
import { KnownPackages } from '../../../packages/known-packages.ts';
import { parseFixture } from '../../../testing/fixture.ts';
import { memoryFileSystem } from '../../../testing/memory-file-system.ts';
import { diagnostics } from '../../diagnostics.ts';
import type { FileDiagnostic } from '../../results.ts';
import { type ActionKind, type CodeAction, codeActions } from '../code-actions.ts';
import { applied } from './applied.ts';

/** Some WASI, short: what http needs, and an older version of clocks. */
const texts = {
  'io/package.wit': 'package wasi:io@0.2.12;\ninterface poll { resource pollable; }\n',
  'clocks/package.wit':
    'package wasi:clocks@0.2.12;\ninterface monotonic-clock { use wasi:io/poll@0.2.12.{pollable}; wait: func() -> pollable; }\ninterface wall-clock {}\n',
  'clocks-old/package.wit': 'package wasi:clocks@0.2.10;\ninterface wall-clock {}\n',
  'clocks-new/package.wit': 'package wasi:clocks@0.3.0;\ninterface system-clock {}\n',
  'http/package.wit':
    'package wasi:http@0.2.12;\ninterface types { use wasi:clocks/monotonic-clock@0.2.12.{pollable}; resource request { wait: func() -> pollable; } }\n',
};

type Files = ReadonlyMap<string, string>;

/** The actions at the cursor of a fixture, and their results. */
export class Subject {
  readonly #files: Files;
  readonly actions: readonly CodeAction[];

  constructor(fixture: string, kind: ActionKind = 'quickfix', tools?: Tools) {
    const { files, cursor } = parseFixture(fixture);
    this.#files = files;
    const { path, offset } = cursor ?? { path: '/main.wit', offset: 0 };
    const range = { start: offset, end: offset };
    this.actions = codeActions(snapshotOf(files, tools), `file://${path}`, range, (one) => one === kind);
  }

  get titles(): readonly string[] {
    return this.actions.map(({ title }) => title);
  }

  /** The files after an action, by default the preferred one; its finding must be gone. */
  after(title = this.actions.find(({ isPreferred }) => isPreferred)?.title ?? this.titles[0]): Files {
    const action = this.actions.find((one) => one.title === title);
    assert.ok(action, `no ${title} among ${this.titles.join('; ')}`);
    const after = applied(this.#files, action);
    const mended = action.fixes?.message;
    if (mended !== undefined) assert.ok(count(after, mended) < count(this.#files, mended), mended);
    return after;
  }

  /** The main file after the preferred action. */
  text(title?: string): string {
    return this.after(title).get('/main.wit')!.trimEnd();
  }
}

/** Every code that is reported in some files, those in `deps` included. */
export const codesIn = (files: Files): readonly string[] => foundIn(files).map(({ code }) => code);

const count = (files: Files, message: string): number =>
  foundIn(files).filter((one) => one.message === message).length;

function foundIn(files: Files): readonly FileDiagnostic[] {
  const snapshot = snapshotOf(files);
  return [...files.keys()].flatMap((path) => diagnostics(snapshot, `file://${path}`));
}

function snapshotOf(files: Files, tools: Tools = '0.263'): Snapshot {
  const workspace = new Workspace(memoryFileSystem(files), new KnownPackages(() => texts));
  workspace.setTools(tools);
  return workspace.snapshot();
}
