import { CfnRole, type IRole } from 'aws-cdk-lib/aws-iam';
import { canonicalValue, mark, UNREADABLE } from './canonical';
import { declaredName } from '../grants/identity';

/** Tells whether rendered text is, or may be, the name or ARN of a role. */
export class RoleNames {
  private readonly mark?: string;
  private readonly name: string;

  constructor(role: IRole) {
    const resource = role.node.defaultChild;
    const own = CfnRole.isCfnRole(resource) ? resource : undefined;
    this.mark = own && mark(own, '').slice(0, -1);
    const name = own === undefined ? role.roleName : declaredName(own);
    this.name = name === undefined ? '' : String(canonicalValue(role, name));
  }

  mayBe(text: string): boolean {
    if (this.mark !== undefined && text.includes(this.mark)) return true;
    if (this.name.includes(UNREADABLE)) return text.includes(UNREADABLE);
    return this.name !== '' && (text === this.name || text.endsWith(`/${this.name}`));
  }
}
