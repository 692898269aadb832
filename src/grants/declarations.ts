import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Name of what constructs leave in a template's metadata, and the form it has. */
const NAME = 'cdk-web-identity';
const SCHEMA = 1;

/** What all users may reach, on purpose. */
export interface DeclaredSharing {
  readonly resource: string;
  readonly access: 'read';
  readonly attributes: string[];
}

interface Declarations {
  readonly schema: number;
  readonly shared?: DeclaredSharing[];
  readonly vouchedRoles?: string[];
}

/**
 * Leaves in the template what its statements alone do not say, for the isolation check: that something is shared on
 * purpose. Without it the check takes it for a hole.
 */
export function declareShared(scope: IConstruct, shared: DeclaredSharing[]): void {
  const known = declarations(scope);
  write(scope, { ...known, shared: [...known.shared ?? [], ...shared] });
}

/** The same of roles that are defined elsewhere: that their trust policies are the app's to check. */
export function declareVouched(scope: IConstruct, roleArns: string[]): void {
  const known = declarations(scope);
  write(scope, { ...known, vouchedRoles: [...known.vouchedRoles ?? [], ...roleArns] });
}

function declarations(scope: IConstruct): Declarations {
  return Stack.of(scope).templateOptions.metadata?.[NAME] ?? { schema: SCHEMA };
}

function write(scope: IConstruct, declared: Declarations): void {
  Stack.of(scope).addMetadata(NAME, declared);
}
