export function generated(): { readonly sources: string; readonly files: string };
