import type * as vscode from 'vscode';

/** The memory of an extension, which two windows can share. */
export function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  const parts = {
    keys: () => [...values.keys()],
    get: (key: string, usual?: unknown) => values.get(key) ?? usual,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
  return parts as vscode.Memento;
}
