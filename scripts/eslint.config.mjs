import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import n from 'eslint-plugin-n';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What users' Electron and the one here (Chrome 108, Node 16.17) both have; see the decision record on the runtime. */
const OLDEST_NODE = '>=16.17.0';
/** Web globals that Node 18+ has and the utility process of Electron 22 lacks. */
const TOO_NEW = [
  'fetch',
  'structuredClone',
  'Blob',
  'crypto',
  'ReadableStream',
  'FormData',
  'WebSocket',
  'navigator',
];

export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.build/**',
      'runs/**',
      '**/*.generated.ts',
      'shared/targets/*/proto/*_pb.ts',
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        project: ['electron/tsconfig.json', 'renderer/tsconfig.json', 'e2e/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
    rules: {
      // Indexing is checked by the compiler; after a bounds check `!` is the honest form.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Total tables over primitives and codes take `_` for what a row does not need.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      // A type parameter used once may still carry what the caller knows (commander's untyped arguments).
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/prefer-literal-enum-member': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['shared/**/*.ts', 'electron/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.d.mts'],
    plugins: { n },
    rules: {
      'no-restricted-globals': ['error', ...TOO_NEW],
      'n/no-unsupported-features/es-builtins': ['error', { version: OLDEST_NODE }],
      'n/no-unsupported-features/node-builtins': ['error', { version: OLDEST_NODE }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // Chrome 108 has what Node 18 has; methods newer than that are refused by the library level of the types.
      'no-restricted-properties': [
        'error',
        ...['toSorted', 'toReversed', 'toSpliced', 'with'].map((property) => ({
          property,
          message: 'Chrome 108 does not have it.',
        })),
        {
          property: 'dangerouslySetInnerHTML',
          message: 'Text is text: nothing is put into the page as HTML.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Text is text: nothing is put into the page as HTML.',
        },
        {
          selector: 'JSXText[value=/[A-Za-z\u4e00-\u9fff]{2}/]',
          message: 'Words come from the catalogues in renderer/words.',
        },
      ],
    },
  },
  {
    files: ['electron/provision/**/*.mjs'],
    plugins: { n },
    languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
    rules: {
      'no-undef': 'off',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'n/no-unsupported-features/es-builtins': ['error', { version: OLDEST_NODE }],
      'n/no-unsupported-features/node-builtins': ['error', { version: OLDEST_NODE }],
    },
  },
);
