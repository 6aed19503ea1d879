import type { Uri } from 'vscode';

/** The last segment of a path. */
export const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1);

/** What the policy of a page names its own scripts and styles by: nobody can guess it. */
export const nonce = (): string => crypto.randomUUID().replaceAll('-', '');
