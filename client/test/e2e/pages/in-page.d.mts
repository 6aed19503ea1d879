export function standInForEditor(): void;
export function posted(): unknown[];
export function fill(given: readonly [Readonly<Record<string, string>>, readonly unknown[]]): void;
export function focused(): { readonly tag: string; readonly isVisible: boolean } | undefined;
export function usable(): string[];
export function moves(): { readonly moving: number; readonly wide: number };
export function forms(selectors: readonly string[]): string[];
export function paleTexts(least: number): string[];
export function wiresBehindCards(): string[];
