const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        sourceMaps: 'inline',
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
        },
      },
    ],
  },
  moduleNameMapper: {
    '^@codegate/database/testing$': '<rootDir>/libs/database/src/testing/test-databases.ts',
    '^@codegate/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

/** What stores or reads something that people rely on: what is true on SQLite has to be true on PostgreSQL. */
const onBothDatabases = [
  'admin-api',
  'alerts',
  'api-fuzz',
  'audit',
  'budgets',
  'canary',
  'exports',
  'identity',
  'oidc',
  'proxy-access',
  'proxy-durability',
  'proxy-limits',
  'rate-limit-headers',
  'roles',
  'tenant-keys',
];
const postgres = {
  ...base,
  displayName: 'black-box on PostgreSQL',
  testMatch: onBothDatabases.map((name) => `<rootDir>/test/${name}.e2e-spec.ts`),
  globals: { databaseOfTests: 'PostgreSQL' },
};

export default {
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    { ...base, displayName: 'black-box', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
    // Elsewhere the one suite that is for PostgreSQL only counts as skipped.
    ...(process.env.CODEGATE_TEST_PG ? [postgres] : []),
    // Real coding agents, which have to be installed first: npm run test:clients.
    { ...base, displayName: 'clients', testMatch: ['<rootDir>/test/**/*.client-spec.ts'] },
  ],
};
