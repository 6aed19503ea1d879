export function sourcesHash(folder: string, paths: readonly string[]): string;
