import { nodeFileSystem, pathOf, uriOf } from './file-system.ts';

/** Every .wit file below a folder, sorted; ignored folders stay out. */
export function witFilesBelow(folder: string): string[] {
  return below(uriOf(folder)).map((uri) => pathOf(uri) ?? uri);
}

function below(uri: string): string[] {
  return nodeFileSystem.readDirectory(uri).flatMap(({ name, kind }) => {
    const inside = `${uri.replace(/\/$/, '')}/${encodeURIComponent(name)}`;
    if (kind === 'directory') return below(inside);
    return name.endsWith('.wit') ? [inside] : [];
  });
}
