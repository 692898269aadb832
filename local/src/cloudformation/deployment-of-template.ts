import type { StackTemplate } from '../assembly';
import type { Deployment } from './record';

/** An assembly's stack as it would be deployed: with the defaults of its parameters. */
export function deploymentOf({ template, account, region, tags, constructPaths }: StackTemplate): Deployment {
  return {
    template,
    body: JSON.stringify(template),
    account,
    region,
    parameters: {},
    tags: Object.fromEntries(tags),
    constructPaths: Object.fromEntries(constructPaths),
  };
}
