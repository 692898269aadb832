import { dirname } from 'node:path';
import { violationOf, type Violation } from './violation';
import { AssemblyError, readAssembly, type StackTemplate } from '../assembly';
import { check, exitCodeOf, RULE_IDS, stackOf, type FileOf } from '../check';

export interface IsolationValidationProps {
  /**
   * What is shared on purpose, where the constructs do not say so: `read:<resource>` or `write:<resource>`, by logical id,
   * construct path, name or ARN.
   *
   * @default - nothing
   */
  readonly allow?: readonly string[];
  /**
   * Whether what is fragile fails, too.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/**
 * An `IPolicyValidationPlugin` of CDK: `Validations.of(app).addPlugins(new IsolationValidation())` lets `cdk synth` say who can do
 * what to whose data, and fail where users are not proved to be isolated. An app without any role for users passes.
 *
 * A finding is accepted with `Validations.of(construct).acknowledge({ id, reason })`; its id is `cdk-web-identity::` and the name
 * that the report gives.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.IPolicyValidationPlugin.html
 */
export class IsolationValidation {
  readonly name = 'cdk-web-identity';
  readonly ruleIds: string[] = [...RULE_IDS];

  constructor(private readonly props: IsolationValidationProps = {}) {}

  /** CDK calls it after it wrote the templates. */
  validate({ templatePaths }: { readonly templatePaths: string[] }): { success: boolean; violations: Violation[] } {
    const { allow, strict = false } = this.props;
    const stacks = assembliesOf(templatePaths).flatMap((folder) => readAssembly(folder));
    const { status, findings } = check(stacks, { allow });
    return {
      success: status === 'nothing' || exitCodeOf(status, strict) === 0,
      violations: findings.map((finding) => violationOf(finding, fileOf(stacks), strict)),
    };
  }
}

/** The folders of the templates, without those that lie in another: that one's manifest names them. */
function assembliesOf(templatePaths: readonly string[]): string[] {
  const folders = [...new Set(templatePaths.map((path) => dirname(path)))];
  return folders.filter((one) => !folders.some((other) => one !== other && one.startsWith(`${other}/`)));
}

function fileOf(stacks: readonly StackTemplate[]): FileOf {
  return (place) => {
    const file = stackOf(stacks, place)?.file;
    if (file === undefined) throw new AssemblyError(`no template of the stack ${JSON.stringify(place.stack)}`);
    return file;
  };
}
