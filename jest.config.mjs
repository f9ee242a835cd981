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

/** Suites whose subject is stored data: they have to pass on SQLite and on PostgreSQL. */
const onBothDatabases = [
  'admin-api',
  'alerts',
  'api-fuzz',
  'audit',
  'budgets',
  'canary',
  'exports',
  'identity',
  'lists',
  'oidc',
  'proxy-access',
  'proxy-durability',
  'proxy-limits',
  'rate-limit-headers',
  'roles',
  'security-roles',
  'shared-limits',
  'tenant-keys',
];
const postgres = {
  ...base,
  displayName: 'black-box on PostgreSQL',
  testMatch: onBothDatabases.map((name) => `<rootDir>/test/${name}.e2e-spec.ts`),
  globals: { databaseOfTests: 'PostgreSQL' },
};

export default {
  // Black-box tests start processes, which takes long on a busy machine; Jest knows one limit for all projects.
  testTimeout: 120_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    { ...base, displayName: 'black-box', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
    // Without a server, the one suite that needs PostgreSQL counts as skipped.
    ...(process.env.CODEGATE_TEST_PG ? [postgres] : []),
    // Real coding agents, installed by npm run test:clients.
    { ...base, displayName: 'clients', testMatch: ['<rootDir>/test/**/*.client-spec.ts'] },
  ],
};
