import * as vscode from 'vscode';

export const OPEN_IN_BROWSER = 'Open in Browser';

export const openInBrowser = (url: string): Thenable<boolean> =>
  vscode.env.openExternal(vscode.Uri.parse(url));

interface Address {
  readonly url: string;
  /** The message stays until it is closed, and may outlive the server. */
  isServed(): boolean;
}

/**
 * Shows a message about an address, with a button that opens it. Settles when the message is closed.
 * @returns the chosen one of the other buttons
 */
export async function showAddress(
  message: string,
  { url, isServed }: Address,
  ...others: readonly string[]
): Promise<string | undefined> {
  const chosen = await vscode.window.showInformationMessage(message, OPEN_IN_BROWSER, ...others);
  if (chosen !== OPEN_IN_BROWSER) return chosen;
  if (isServed()) await openInBrowser(url);
  else void vscode.window.showInformationMessage(`Nothing is served at ${url} any more.`);
  return undefined;
}
