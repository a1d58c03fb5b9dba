/** Who may import whom. Each rule carries the reason in its comment. */
const TEST = '\\.(test|spec|test-support)\\.tsx?$';
const NODE_BUILTIN = ['core'];

export const rules = [
  {
    name: 'no-cycles',
    comment: 'a cycle makes two files one; types may point both ways',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'shared-is-pure',
    comment: 'shared code runs in the window, the engine and the command line alike',
    severity: 'error',
    from: { path: '^shared/', pathNot: TEST },
    to: { path: '^(electron|renderer|scripts|e2e)/' },
  },
  {
    name: 'shared-without-node',
    comment: 'no Node built-ins below shared/',
    severity: 'error',
    from: { path: '^shared/', pathNot: TEST },
    to: { dependencyTypes: NODE_BUILTIN },
  },
  {
    name: 'shared-without-electron',
    severity: 'error',
    from: { path: '^shared/' },
    to: { path: '(^|node_modules/)electron(/|$)', pathNot: '^electron/' },
  },
  {
    name: 'renderer-apart',
    comment: 'the window talks to the other processes through the preload API only',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: '^electron/' },
  },
  {
    name: 'window-without-node',
    comment: 'the window runs in a sandbox',
    severity: 'error',
    from: { path: '^renderer/', pathNot: TEST },
    to: { dependencyTypes: NODE_BUILTIN },
  },
  {
    name: 'features-apart',
    comment: 'only the app knows the features; they meet in platform, documents and shared',
    severity: 'error',
    from: { path: '^renderer/(start|canvas|palette|inspector|problems|training|runs|export)/' },
    to: {
      path: '^renderer/(app|start|canvas|palette|inspector|problems|training|runs|export)/',
      pathNot: '^renderer/$1/',
    },
  },
  {
    name: 'platform-below-features',
    severity: 'error',
    from: { path: '^renderer/(platform|documents|slab|layout|words)/' },
    to: { path: '^renderer/(app|start|canvas|palette|inspector|problems|training|runs|export)/' },
  },
  {
    name: 'react-flow-behind-canvas',
    comment: 'one feature knows the library that draws the canvas',
    severity: 'error',
    from: { path: '^renderer/', pathNot: '^renderer/canvas/' },
    to: { path: '@xyflow' },
  },
  {
    name: 'main-without-engine',
    comment: 'TensorFlow crashes in the main process: it only reads what the engine left on the disk',
    severity: 'error',
    from: { path: '^electron/(main|preload)/', pathNot: TEST },
    to: { path: '^electron/engine/(load-tf|session|export|entry|batch-worker)' },
  },
  {
    name: 'engine-without-electron',
    comment: 'the engine and the command line run in plain Node too',
    severity: 'error',
    from: { path: '^electron/(engine|cli|provision)/' },
    to: { path: '^electron$|node_modules/electron/' },
  },
  {
    name: 'engine-below-cli',
    severity: 'error',
    from: { path: '^electron/(engine|provision)/', pathNot: TEST },
    to: { path: '^electron/(cli|main)/' },
  },
  {
    name: 'targets-without-blocks',
    comment: 'targets see primitives only, so every block reaches every target',
    severity: 'error',
    from: { path: '^shared/targets/', pathNot: TEST },
    to: { path: '^shared/blocks/' },
  },
  {
    name: 'ir-vocabulary-without-blocks',
    comment: 'primitives do not know what they are used for',
    severity: 'error',
    from: { path: '^shared/ir/primitives/', pathNot: TEST },
    to: { path: '^shared/(blocks|document|targets)/' },
  },
  {
    name: 'one-tensorflow',
    comment: 'one file loads the native library; the benchmark loads the stock one to compare with',
    severity: 'error',
    from: { pathNot: '^(electron/engine/load-tf\\.ts|scripts/bench/)' },
    to: { path: '@tensorflow' },
  },
  {
    name: 'blocks-stand-alone',
    comment: 'a block is one folder: it may use the block kit, not another block',
    severity: 'error',
    from: { path: '^shared/blocks/([^/]+)/([^/]+)/' },
    to: { path: '^shared/blocks/[^/]+/[^/]+/', pathNot: '^shared/blocks/$1/$2/' },
  },
  {
    name: 'not-from-tests',
    severity: 'error',
    from: { pathNot: TEST },
    to: { path: TEST },
  },
];
