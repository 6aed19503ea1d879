import * as vscode from 'vscode';

const EXPLAIN = 'wit.explain';

/** The page that explains a code; it came with the extension, if there is one. */
export function errorPage(extension: vscode.Uri, code: string): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'docs/errors', `${code}.md`);
}

/** Where the code of a diagnostic leads to: the page as a reader wants it, not its source. */
export function explanationOf(code: string): vscode.Uri {
  // Hovers and the list of problems run commands behind codes.
  return vscode.Uri.parse(`command:${EXPLAIN}`).with({ query: JSON.stringify([code]) });
}

/** Registers the command that opens the page of an error by its code. */
export function registerExplanations(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(EXPLAIN, async (code: unknown) => {
    // Any link in trusted Markdown can say it, too.
    if (typeof code === 'string' && /^[a-z\d-]+$/.test(code))
      await vscode.commands.executeCommand('markdown.showPreview', errorPage(extension, code));
  });
}
