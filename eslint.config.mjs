// House style as errors. Nothing can be switched off inside a file: a rule that is wrong is changed here.
// The local rules live in tools/eslint/; tools/guards.test.ts plants a violation of each.
import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { impureGlobals, impureProperties, impureSyntax, PURE_FOLDERS } from './tools/eslint/impure-names.mjs'
import { kebabCaseFile } from './tools/eslint/kebab-case-file.mjs'
import { noBrandCast } from './tools/eslint/no-brand-cast.mjs'

const houseSyntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals instead of an enum.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Use a named export.' },
  {
    selector: 'TSParameterProperties',
    message: 'Declare the field and assign it: only erasable syntax is used.',
  },
]

export default defineConfig(
  { ignores: ['**/node_modules/', 'out/', 'dist/', '.cache/', 'test-results/'] },
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    plugins: { house: { rules: { 'kebab-case-file': kebabCaseFile, 'no-brand-cast': noBrandCast } } },
    rules: { 'house/kebab-case-file': 'error' },
  },
  js.configs.recommended,
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', __dirname: 'readonly' } },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'house/no-brand-cast': 'error',
      'no-restricted-syntax': ['error', ...houseSyntax],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Asks for the non-null assertion that strictTypeChecked refuses.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // There are no enums, and comparing class instances took two fifths of the whole lint.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `Record<never, never>` is how a code without parameters is written.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['shared/math/**/*.ts'],
    rules: { 'house/no-brand-cast': 'off' },
  },
  {
    files: PURE_FOLDERS.map((folder) => `${folder}/*.ts`),
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-syntax': ['error', ...houseSyntax, ...impureSyntax],
    },
  },
  {
    files: ['app/desktop/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...houseSyntax,
        {
          selector:
            'Program > :matches(ExpressionStatement, VariableDeclaration) AwaitExpression[argument.callee.property.name="whenReady"]',
          message:
            'Electron is ready only after its entry module has ended, so awaiting it at the top level hangs: use app.whenReady().then(…).',
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    // A test may await nothing, use a fake that does nothing and assert non-null on what it has just built.
    files: ['**/*.test.ts', '**/*.test.tsx', '**/*.testing.ts', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/require-await': 'off',
      // vitest's matchers (expect.any, expect.objectContaining) are typed any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // These tools read a default export.
    files: ['*.config.mjs', '**/*.config.ts', '.dependency-cruiser.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: nodeGlobals() },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }], eqeqeq: 'error' },
  },
)

/** Names that tools/*.mjs take from Node; the typecheck of tools/ knows them all. */
function nodeGlobals() {
  const names = [
    'process',
    'console',
    'URL',
    'Buffer',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'fetch',
    'AbortController',
    'AbortSignal',
    'performance',
  ]
  return Object.fromEntries(names.map((name) => [name, 'readonly']))
}
