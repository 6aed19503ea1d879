/**
 * The direction of imports, held by lint. ARCHITECTURE.md ("Layout of the repository") explains the layers;
 * this file is the only place that lists them.
 */

/** Lowest first: a layer may import itself and everything before it, never what comes after. */
const serverLayers = [
  'base',
  'binary',
  'guests',
  'compositions',
  'syntax',
  'trees',
  'packages',
  'resolve',
  'types',
  'abi',
  'check',
  'analysis',
  'features',
  'lsp',
  ['node', 'browser'],
];

/**
 * The layers of the host, lowest first; the files beside them (protocol, programs) are below all. Programs of threads
 * and processes are above: they do the work of their parents.
 */
const hostLayers = [
  'node',
  'base',
  'inspect',
  'toolkit',
  'wave',
  'wasi',
  'keyvalue',
  'tools',
  'engine',
  'build',
  'compose',
  'create',
  'guest',
  'supervise',
  'run',
  'debug',
  'rpc',
  'resident',
];
const hostPrograms = ['host/src/tools/{thread,jobs,run-jobs}.ts'];

const forbid = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });
const folder = (name, message) => ({ group: [`**/${name}/**`], message });
const pkg = (name, message) => ({ group: [name, `${name}/*`], message });

const noVscode = pkg('vscode', 'Only client/ talks to the editor.');
const noClient = pkg('vscode-languageclient', 'Only client/ talks to the editor.');
const noLsp = [
  pkg(
    'vscode-languageserver',
    'Only server/src/lsp (and the entries) speak LSP; features return plain data.',
  ),
  pkg('vscode-languageserver-types', 'Features return plain data, not LSP types.'),
  pkg('vscode-languageserver-protocol', 'Features return plain data, not LSP types.'),
];
const noNode = {
  regex: '^node:',
  message: 'Only server/src/node may use Node; the server also runs in a browser.',
};
const noScripts = {
  regex: '^(\\.\\./)+scripts/',
  message: 'Scripts use the programs, never the other way round.',
};
const noJco = { group: ['@bytecodealliance/*'], message: 'jco lives in host/ (and behind server/src/node).' };

function serverRules() {
  return serverLayers.flatMap((layer, i) => {
    const names = [layer].flat();
    const above = serverLayers.slice(i + 1).flat();
    const upward = above.map((name) => folder(name, `${names.join('|')} is below ${name}.`));
    const speaksLsp = ['lsp', 'node', 'browser'].some((name) => names.includes(name));
    return names.map((name) =>
      forbid(
        [`server/src/${name}/**/*.ts`],
        [
          ...upward,
          noVscode,
          noClient,
          noScripts,
          {
            group: ['**/host/src/**', '**/client/**', '**/cli/**'],
            message: 'The server knows nothing of the host or the editor.',
          },
          ...(speaksLsp ? [] : noLsp),
          ...(name === 'node' ? [] : [noNode, noJco]),
        ],
      ),
    );
  });
}

const outsideHost = [
  noVscode,
  noClient,
  noScripts,
  ...noLsp,
  {
    // It reads the disk and the known packages as the language server does.
    regex:
      '/(client|cli)/|/server/src/(lsp|features|analysis|browser|node/(?!(file-system|known-wasi|make-folder)\\.ts))',
    message: 'The host has no editor and no LSP.',
  },
];

function hostRules() {
  const layers = hostLayers.map((name, i) => {
    const above = hostLayers.slice(i + 1);
    const upward = {
      regex: `^(\\.\\./)+(${above.join('|')})/`,
      message: `${name} is below ${above.join(', ')}.`,
    };
    const patterns = above.length > 0 ? [...outsideHost, upward] : outsideHost;
    return { ...forbid([`host/src/${name}/**/*.ts`], patterns), ignores: hostPrograms };
  });
  const base = {
    regex: `^\\./(${hostLayers.join('|')})/`,
    message: 'What lies beside the layers is below all of them.',
  };
  return [
    { ...forbid(['host/src/*.ts'], [...outsideHost, base]), ignores: ['host/src/main.ts'] },
    forbid(['host/src/main.ts', ...hostPrograms], outsideHost),
    ...layers,
  ];
}

/** Tests sit beside their subject and read fixtures from disk. */
const testsMayUseNode = {
  files: ['**/*.test.ts', '**/testing/**/*.ts'],
  rules: { 'no-restricted-imports': 'off' },
};

export const layerRules = [
  ...serverRules(),
  ...hostRules(),
  forbid(
    ['client/src/**/*.ts'],
    [
      noJco,
      noScripts,
      {
        regex:
          '/server/src/(?!lsp/extensions|base/(c-sources|counted|escaped|grouped|ids|sentence|without-package))',
        message:
          'The client shares only the types of server/src/lsp/extensions.ts, and plain functions of base.',
      },
      { regex: '/host/src/(?!protocol)', message: 'The client shares only host/src/protocol.ts.' },
    ],
  ),
  forbid(
    ['cli/src/**/*.ts'],
    [
      noVscode,
      noClient,
      noJco,
      noScripts,
      { group: ['**/client/**'], message: 'The command has no editor.' },
    ],
  ),
  forbid(
    ['client/webviews/**/*.ts'],
    [
      {
        regex: '^(\\.\\./)+(?!src/\\w+/messages)',
        message: 'A page shares only its messages with the extension.',
      },
      { regex: '^[^.]', message: 'A page is loaded as it is, without packages.' },
    ],
  ),
  testsMayUseNode,
];
