/** The dependency directions of the house (docs/ARCHITECTURE.md), checked by `npm run lint:deps`. */
const framework = 'node_modules/(@nestjs|typeorm|rxjs|class-validator|class-transformer)/';
const hotPath =
  '^libs/(kernel|vault|outbound-http|protocol|models|providers)/|^libs/[^/]+/src/(engine|guard|plan|pipeline|credentials)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-do-not-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-are-imported-through-their-index',
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$|testing/)', pathNot: '^libs/$1/' },
    },
    {
      name: 'only-tests-import-testing-folders',
      severity: 'error',
      from: { pathNot: '\\.spec\\.ts$|/testing/' },
      to: { path: '^libs/[^/]+/src/testing/' },
    },
    {
      name: 'hot-path-imports-no-framework',
      severity: 'error',
      from: { path: hotPath },
      to: { path: framework },
    },
    {
      name: 'worker-threads-load-no-framework',
      severity: 'error',
      from: { path: '-worker\\.ts$' },
      to: { path: framework, reachable: true },
    },
    {
      name: 'only-database-imports-typeorm',
      severity: 'error',
      from: { pathNot: '^libs/database/' },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|better-sqlite3|pg)/' },
    },
    {
      name: 'fastify-only-in-adapters',
      severity: 'error',
      from: { pathNot: '^(apps/gateway/src|libs/proxy/src)/' },
      to: { path: 'node_modules/fastify/' },
    },
    {
      name: 'kernel-imports-nothing-of-the-house',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: '^libs/(?!kernel/)' },
    },
    {
      name: 'ground-libs-import-only-the-kernel',
      severity: 'error',
      from: { path: '^libs/(access|dto|outbound-http)/' },
      to: { path: '^libs/', pathNot: '^libs/($1|kernel)/' },
    },
    {
      name: 'features-use-access-not-identity',
      comment:
        'Routes take their decorators and the actor from libs/access; only the app composes identity.',
      severity: 'error',
      from: { path: '^libs/(?!identity/)' },
      to: { path: '^libs/identity/' },
    },
    {
      name: 'the-client-stands-alone',
      severity: 'error',
      from: { path: '^libs/api-client/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/api-client/' },
    },
    {
      name: 'lower-layers-do-not-import-features',
      severity: 'error',
      from: { path: '^libs/(config|vault|database|shared-state|protocol|models|providers)/' },
      to: {
        path: '^libs/(access|dto|proxy|routing|tenants|accounts|usage|settings|identity|alerts|guardrails)/',
      },
    },
    {
      name: 'only-the-app-imports-the-proxy',
      severity: 'error',
      from: { path: '^libs/(?!proxy/)' },
      to: { path: '^libs/proxy/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
