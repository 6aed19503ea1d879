import type { WitSettings } from '../extensions.ts';
import type { Handler } from '../session.ts';

/** The settings below `wit` that the server follows. */
export const settingsHandler: Handler = {
  capabilities: () => ({}),
  register: (session) => {
    session.connection.onDidChangeConfiguration(
      session.notification(
        'didChangeConfiguration',
        ({ settings }: { settings?: { wit?: WitSettings } | null }) => {
          const features = settings?.wit?.features;
          if (features !== undefined) session.workspace.setFeatures(features);
        },
      ),
    );
  },
};
