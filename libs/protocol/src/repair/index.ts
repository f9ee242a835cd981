export { readAsText } from './foreign-parts.js';
export { repairHistory, type RepairedHistory, type RepairRules } from './repair-history.js';
export { fixToolId } from './tool-ids.js';
export { toToolNames, ToolNames } from './tool-names.js';
export { translateTools } from './foreign-tools.js';
