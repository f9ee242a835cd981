import tseslint from 'typescript-eslint';

/** Only libs/config may read the environment; tests start processes and may pass it on. */
const noProcessEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read the environment in libs/config only.',
};
const noRequestScope = {
  selector: "MemberExpression[object.name='Scope'][property.name='REQUEST']",
  message: 'Request-scoped providers cost three to four times the CPU (docs/adr/0002).',
};
/** The arguments of a call have a limit of about 120,000; callers and upstreams send longer lists. */
const noSpreadInPush = {
  selector: "CallExpression[callee.property.name='push'] > SpreadElement",
  message: 'Use append() of @codegate/kernel: a spread throws a RangeError for long lists.',
};
/** What depends on a dialect or an endpoint is in its WireFormat object and endpoint definition (libs/protocol). */
const dialectName = '/^(?:\\w+(?:Dialect|Endpoint)|dialect|endpoint)$/';
const askTheWireFormat = 'Ask formatOf(dialect) or endpointOf(endpoint) of @codegate/protocol.';
const noDialectChecks = [
  {
    selector:
      'BinaryExpression[operator=/^[!=]==$/]' +
      `:has(> :matches(Identifier[name=${dialectName}], MemberExpression[property.name=${dialectName}]))` +
      ':has(> Literal)',
    message: askTheWireFormat,
  },
  {
    selector: `SwitchStatement > :matches(Identifier[name=${dialectName}], MemberExpression[property.name=${dialectName}]).discriminant`,
    message: askTheWireFormat,
  },
  {
    // A provider's partial tables (base URLs, paths) are data.
    selector:
      "TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > " +
      'TSTypeReference.params:first-child[typeName.name=/^(?:Dialect|Endpoint)$/]' +
      ":not(TSTypeReference[typeName.name='Partial'] *)",
    message: askTheWireFormat,
  },
];

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', 'scripts/**', '**/*.mjs', '*.cjs'],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        noProcessEnv,
        noRequestScope,
        noSpreadInPush,
        ...noDialectChecks,
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 16],
    },
  },
  { files: ['**/*.data.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['libs/config/**'],
    rules: { 'no-restricted-syntax': ['error', noRequestScope, noSpreadInPush] },
  },
  {
    files: ['libs/protocol/**'],
    rules: { 'no-restricted-syntax': ['error', noProcessEnv, noRequestScope, noSpreadInPush] },
  },
  {
    files: ['test/**', '**/*.spec.ts', 'libs/*/src/testing/**'],
    rules: {
      'no-restricted-syntax': 'off',
      'max-lines': 'off',
      complexity: 'off',
      // Answers of the API are read as the JSON they are.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
