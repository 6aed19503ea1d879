/**
 * The README as VS Code's page of the extension can show it, where links and pictures of the package lead nowhere:
 * without pictures, and with the plain names of pages.
 */
export function extensionPage(readme) {
  return readme
    .replaceAll(/^!\[[^\]]*\]\((?!https?:)[^)]*\)\n+/gm, '')
    .replaceAll(/\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g, '$1');
}
