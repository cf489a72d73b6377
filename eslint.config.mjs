import js from '@eslint/js';
import ts from 'typescript-eslint';

/** A name has one address: the file that declares it. */
const REEXPORTS = ['ExportAllDeclaration', 'ExportNamedDeclaration[declaration=null]'].map((selector) => ({
  selector,
  message: 'Import from the file that declares the name, and export the name there.',
}));

/** More is a sign that a class does two things. Settings, clock and log count. */
const DEPENDENCIES = {
  selector: "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>5]",
  message: 'A class has at most five dependencies: move a responsibility out.',
};

export default ts.config(
  { ignores: ['coverage', 'node_modules', '.grome', '.cache', '**/dist', '**/generated'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...REEXPORTS, DEPENDENCIES] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    files: ['test/**', 'scripts/**', 'packages/*/*.mjs', 'src/cli/**', 'src/start.ts'],
    rules: { 'no-console': 'off', 'max-lines': 'off' },
  },
  {
    // Tests look into untyped answers of the public interface.
    files: ['test/**/*.ts', '**/*.spec.ts', '**/*.int-spec.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
