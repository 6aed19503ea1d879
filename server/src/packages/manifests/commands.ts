/** What puts the packages that a manifest names into `deps`, by the name of the manifest. */
export const commands: Readonly<Record<string, string>> = {
  'wkg.toml': 'wkg wit fetch',
  'wkg.lock': 'wkg wit fetch',
  'Cargo.toml': 'wkg wit fetch',
  'deps.toml': 'wit-deps',
  'deps.lock': 'wit-deps',
};
