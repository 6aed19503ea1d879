import type { ComponentView } from '../../../server/src/lsp/extensions.ts';
import type { Action } from './page.ts';

/**
 * The actions for a file, by its exports.
 *
 * @param mayRun false where a file is only looked at: in untrusted workspaces, and where there is no host
 */
export function actionsFor(view: ComponentView, mayRun: boolean): readonly Action[] {
  const actions: Action[] = [];
  const { exports, imports } = view.component ?? view;
  if ((view.kind === 'component' || view.component) && mayRun) {
    if (exports.some(isService)) actions.push({ id: 'wit.serve', title: 'Serve' });
    // A service is called by its requests.
    if (!exports.every(isService))
      actions.push({ id: 'wit.run', title: exports.some(isProgram) ? 'Run' : 'Call a Function…' });
    if (exports.some((name) => !isWasi(name)) || imports.some((name) => !isWasi(name)))
      actions.push({ id: 'wit.plug', title: 'Compose…' });
  }
  if (view.wit !== undefined) actions.push({ id: 'wit.showAsWit', title: 'Show as WIT' });
  return actions;
}

const isProgram = (name: string): boolean => name.startsWith('wasi:cli/run@');
const isService = (name: string): boolean => /^wasi:http\/(incoming-)?handler@/.test(name);
const isWasi = (name: string): boolean => name.startsWith('wasi:');
