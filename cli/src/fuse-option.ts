export const fuseOption = { 'no-fuse': { type: 'boolean' } } as const;
export const fuseUsage = `
  --no-fuse                 leave the instances of a composition apart`;

export const fuseOf = (values: { readonly 'no-fuse'?: boolean }): { fuse?: boolean } =>
  values['no-fuse'] ? { fuse: false } : {};
