import { packageStatus } from '../../features/package-status.ts';
import { PACKAGE_STATUS, type DocumentParams, type PackageStatus } from '../extensions.ts';
import type { Handler } from '../session.ts';

/** The package of a document, for clients that show it beside the text. */
export const packageStatusHandler: Handler = {
  capabilities: () => ({}),
  register: (session) =>
    session.connection.onRequest(
      PACKAGE_STATUS,
      session.request(PACKAGE_STATUS, null as PackageStatus | null, (view, { uri }: DocumentParams) => {
        return packageStatus(view.snapshot, session.uris.in(uri)) ?? null;
      }),
    ),
};
