export const fuseOption = { 'no-fuse': { type: 'boolean' } } as const;
export const fuseUsage = `
  --no-fuse                 do not merge the instances of a composition`;

export const fuseOf = (values: { readonly 'no-fuse'?: boolean }): { fuse?: boolean } =>
  values['no-fuse'] ? { fuse: false } : {};
