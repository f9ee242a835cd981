export { RoundRobin } from './round-robin.js';
export { planRoute, windowKey, type PlanInputs } from './plan-route.js';
export {
  strategyNames,
  type Candidate,
  type Plan,
  type PlanAccount,
  type PlanConfig,
  type PlanRequest,
  type PlanRow,
  type RoutingTable,
  type Refusal,
  type StrategyName,
} from './types.js';
