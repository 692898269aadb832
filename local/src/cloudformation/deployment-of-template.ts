import { withNestedStacks, type StackTemplate } from '../assembly';
import type { Deployment } from './record';

/** An assembly's stack as it would be deployed: with the defaults of its parameters. */
export function deploymentOf(source: StackTemplate): Deployment {
  const { template, account, region, tags, constructPaths } = withNestedStacks(source);
  return {
    template,
    body: JSON.stringify(source.template),
    account,
    region,
    parameters: {},
    tags: Object.fromEntries(tags),
    constructPaths: Object.fromEntries(constructPaths),
  };
}
