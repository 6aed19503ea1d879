import type { Workspace } from '../../analysis/workspace.ts';
import type { WitSettings } from '../extensions.ts';
import type { Handler } from '../session.ts';

/** Settings may have any value; those of the wrong type are ignored. */
export function takeSettings(workspace: Workspace, settings: WitSettings | null | undefined): void {
  const features: unknown = settings?.features;
  if (features === 'all') workspace.setFeatures('all');
  else if (Array.isArray(features)) workspace.setFeatures(features.map(String));
  const components: unknown = settings?.components;
  if (typeof components === 'boolean') workspace.setComponents(components);
  const tools: unknown = settings?.wasmTools;
  if (tools === '0.263' || tools === '0.259') workspace.setTools(tools);
}

/** The settings below `wit` that the server follows. */
export const settingsHandler: Handler = {
  capabilities: () => ({}),
  register: (session) => {
    session.connection.onDidChangeConfiguration(
      session.notification(
        'didChangeConfiguration',
        ({ settings }: { settings?: { wit?: WitSettings } | null }) =>
          takeSettings(session.workspace, settings?.wit),
      ),
    );
  },
};
