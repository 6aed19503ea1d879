import { Workspace } from '../analysis/workspace.ts';
import type { Turn } from '../analysis/scheduler.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { complete } from './completion/complete.ts';
import { definition } from './navigation/definition.ts';
import { diagnostics } from './diagnostics.ts';
import { hover } from './hover/hover.ts';

/** A little of everything; typing happens at `$0`. */
const SAMPLE = `package warmup:sample@1.0.0;

/// The stored items.
interface store {
  use kinds.{entry, error as failure};
  /// Where it is kept.
  resource bucket {
    constructor(name: string);
    get: func(key: string) -> result<option<entry>, failure>;
    list: static func(prefix: option<string>) -> list<tuple<string, entry>>;
  }
  @since(version = 1.0.0)
  open: func(name: string, how: mode) -> result<bucket, $0failure>;
  flags mode { read, write }
}

interface kinds {
  record entry { key: string, value: list<u8> }
  variant error { missing(string), refused, other(u32) }
  enum level { low, high }
  type levels = list<level>;
}

world app {
  import store;
  import log: func(line: string);
  export run: async func(names: stream<string>) -> future<result>;
}
`;

const uri = 'file:///warm-up/sample.wit';
const nothing: FileSystem = {
  readText: () => undefined,
  readBytes: () => undefined,
  readDirectory: () => [],
};

/**
 * Types a few words into a hidden text and makes an editor's requests, so that the first keystrokes of a user do not
 * wait for code that has not run yet.
 *
 * @param pause awaited between two keystrokes
 * @param isWanted called before each keystroke
 */
export async function warmUp(pause: Turn, isWanted: () => boolean): Promise<void> {
  const workspace = new Workspace(nothing);
  const offset = SAMPLE.indexOf('$0');
  const pieces = ['', 'f', 'fai', 'x', 'failure<', 'failure>, '];
  for (let key = 0; key < 120 && isWanted(); key++) {
    workspace.open(uri, SAMPLE.replace('$0', pieces[key % pieces.length]!), key);
    ask(workspace, offset);
    await pause();
  }
}

function ask(workspace: Workspace, offset: number): void {
  const snapshot = workspace.snapshot();
  const place = { uri, offset: offset + 1 };
  diagnostics(snapshot, uri);
  hover(snapshot, place);
  definition(snapshot, place);
  complete(snapshot, place);
}
