import type { Studio } from './studio.ts';

/** Starts the language server; reports `language-server-not-started` to the user when it cannot. */
export async function startLanguageServer({
  languageServer,
  problems,
}: Pick<Studio, 'languageServer' | 'problems'>): Promise<void> {
  try {
    await languageServer.start();
  } catch (error) {
    problems.report({
      code: 'language-server-not-started',
      message: 'The WIT language server did not start.',
      help: 'See its output for the reason. “WIT: Restart Language Support” tries again.',
      causes: [String(error)],
    });
  }
}
