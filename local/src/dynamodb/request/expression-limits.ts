import { validationError } from '../errors';
import { checkAttributeName } from './text';

/** DynamoDB Developer Guide, Quotas, Expression parameters: "The maximum length of any expression string is 4 KB". */
const MAX_BYTES = 4096;

/**
 * dynalite's expression parser tries each alternative anew at every level: measured, a level
 * multiplies its time by three to six. What would take longer than about 0.2 s is refused,
 * or one signed-in user could stop everybody's requests.
 */
const COST_PER_LEVEL = 5;
const MAX_COST = 50_000;

function parseCost(expression: string): number {
  let cost = 0;
  let weight = 1;
  for (const char of expression) {
    if (char === '(') weight *= COST_PER_LEVEL;
    cost += weight;
    if (char === ')') weight = Math.max(1, weight / COST_PER_LEVEL);
    if (cost > MAX_COST) break;
  }
  return cost;
}

export function checkExpression(member: string, expression: string): string {
  const size = Buffer.byteLength(expression);
  if (size > MAX_BYTES) {
    throw validationError(`Invalid ${member}: Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  if (parseCost(expression) > MAX_COST) {
    throw validationError(`Invalid ${member}: the expression is nested too deeply for the local cloud`);
  }
  expression.split(/[^\w#:]+/).forEach(checkAttributeName);
  return expression;
}
