export function vsixPath(target: string | undefined): string;
export function thisTarget(): string;
