export { readAsText } from './foreign-parts.js';
export { repairHistory, type RepairedHistory, type RepairRules } from './repair-history.js';
export { fixToolId } from '../tools/tool-ids.js';
export { toToolNames, ToolNames } from '../tools/tool-names.js';
export { translateTools } from '../tools/foreign-tools.js';
