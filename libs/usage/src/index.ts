export { IsTime } from './dto/is-time.js';
export { UsagePeriodQuery, UsageQueryDto } from './dto/usage-query.dto.js';
export { UsageDto } from './dto/usage.dto.js';
export * from './pipeline/index.js';
export { UsageModule } from './usage.module.js';
export { UsageService } from './usage.service.js';
