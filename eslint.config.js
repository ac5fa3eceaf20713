/** What the tools hold, so that reviews need not: eslint/layers.js says who imports whom, eslint/determinism.js what the engine does without. */
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { bannedGlobals, bannedSyntax } from './eslint/determinism.js';
import { importDirection } from './eslint/importDirection.js';

const sources = ['**/*.{ts,js,mjs,svelte}'];

const everywhere = {
  name: 'everywhere',
  files: sources,
  plugins: { '@typescript-eslint': tseslint.plugin, alo: { rules: { 'import-direction': importDirection } } },
  languageOptions: { parser: tseslint.parser },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    'alo/import-direction': 'error',
    '@typescript-eslint/consistent-type-imports': 'error',
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-expressions': 'error',
    '@typescript-eslint/no-unused-vars': ['error', { args: 'after-used', ignoreRestSiblings: true }],
    eqeqeq: ['error', 'always'],
    'no-control-regex': 'error',
    'no-eval': 'error',
    'no-implied-eval': 'error',
    'no-fallthrough': 'error',
    'no-self-compare': 'error',
    'no-throw-literal': 'error',
    'no-unmodified-loop-condition': 'error',
    'no-unsafe-finally': 'error',
    'no-unreachable': 'error',
    'no-dupe-else-if': 'error',
    'no-duplicate-case': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
  },
};

const engine = {
  name: 'engine: deterministic',
  files: ['sim-engine/**/*.ts'],
  ignores: ['sim-engine/cli.ts', 'sim-engine/cli/**'],
  rules: {
    'no-param-reassign': 'error',
    'no-restricted-globals': ['error', ...bannedGlobals],
    'no-restricted-syntax': ['error', ...bannedSyntax],
  },
};

const tests = {
  name: 'tests',
  // What a lesson claims is a test, too.
  files: ['test/**/*.ts', 'lessons/*/claims.ts'],
  rules: {
    // A test that finds nothing where it expected something may fail by falling over.
    '@typescript-eslint/no-non-null-assertion': 'off',
  },
};

const svelteParser = {
  name: 'svelte: TypeScript in components',
  files: ['**/*.svelte', '**/*.svelte.ts'],
  languageOptions: { parserOptions: { parser: tseslint.parser } },
  rules: {
    // `let { value = $bindable() } = $props()` is how Svelte 5 says it, though only some of the names are ever assigned.
    'prefer-const': 'off',
    'svelte/prefer-const': ['error', { destructuring: 'all' }],
    // Pages link to pages of this site by plain addresses; there is no SvelteKit router to resolve them.
    'svelte/no-navigation-without-resolve': 'off',
    // State is replaced, not changed in place: a Map in `$state.raw` is an immutable value.
    'svelte/prefer-svelte-reactivity': 'off',
    'svelte/require-each-key': 'error',
    'svelte/no-at-html-tags': 'error',
    'svelte/button-has-type': 'error',
  },
};

export default [
  { ignores: ['dist/', '.astro/', 'node_modules/', 'coverage/', 'test-results/', 'site/public/'] },
  everywhere,
  engine,
  tests,
  ...svelte.configs.recommended,
  svelteParser,
];
