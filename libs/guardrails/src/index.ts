export * from './engine/index.js';
export * from './guard/index.js';
export { GuardrailsModule } from './guardrails.module.js';
