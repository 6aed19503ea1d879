/** The README as VS Code's page of the extension shows it. */
export function extensionPage(readme: string): string;
