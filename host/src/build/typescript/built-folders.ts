/** The folders of TypeScript components that this process has built, or found up to date. */
const folders = new Set<string>();

export const addBuiltFolder = (folder: string): void => void folders.add(folder);
export const builtFolders = (): string[] => [...folders];
