export function extensionPage(
  readme: string,
  read: (path: string) => string | undefined,
  picture?: (path: string) => string | undefined,
): string;
