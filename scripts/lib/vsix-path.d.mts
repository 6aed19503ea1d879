export function vsixPath(): string;
