import { exporter, functionImporter, importer } from '../../../../../host/src/compose/testing/components.ts';
import type { Workspace } from '../../../analysis/workspace.ts';
import { diagnostics } from '../../diagnostics.ts';
import { openPlan, planFolder } from './plan-folder.ts';

/** The interface that `math.wasm` exports, and `app.wasm` imports. */
export const OPS = 't:math/ops@0.1.0';

/** A folder with components for plans, and plans that are opened in it. */
export async function samplePlans() {
  const folder = await planFolder();
  const { uriOf, write } = folder;
  await write('math.wasm', exporter());
  await write('app.wasm', importer());
  await write('f.wasm', functionImporter());
  await write('wrong.wasm', exporter(OPS, 'double', 'char'));
  await write('deps/t/app.wasm', importer());
  await write('deps/t/math.wasm', exporter());

  /** A workspace with one plan open, after all is known of it; and the place of `|` in its text. */
  async function opened(path: string, marked: string) {
    const text = marked.replace('|', '');
    const workspace = await openPlan(uriOf(path), text);
    return { workspace, place: { uri: uriOf(path), offset: Math.max(0, marked.indexOf('|')) }, text };
  }

  /** Codes, and the text that each is about. */
  function found(workspace: Workspace, path: string): (readonly [string, string])[] {
    const text = workspace.openText(uriOf(path));
    return diagnostics(workspace.snapshot(), uriOf(path)).map(({ code, start, end }) => [
      code,
      text.slice(start, end),
    ]);
  }

  return { ...folder, opened, found };
}
