import type { Account } from '../../assembly';
import type { Admission } from '../../authorization/admission';
import type { Stacks } from '../../cloudformation';
import { OPERATIONS, type IamApi } from '../../iam-api';
import { QueryService } from '../query-service';

const VERSION = '2010-05-08';
/** Names, markers and ARNs: nothing here takes a policy. */
const MAX_FORM_BYTES = 64 * 1024;

/** Partition → Region of IAM's one endpoint, from the endpoint data of the AWS SDKs: what `aws:RequestedRegion` is, wherever the account's stacks are. */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-iso', 'us-iso-east-1'],
  ['aws-iso-b', 'us-isob-east-1'],
  ['aws-iso-e', 'eu-isoe-west-1'],
  ['aws-iso-f', 'us-isof-south-1'],
  ['aws-us-gov', 'us-gov-west-1'],
]);

/** IAM over HTTP: for reading what the stacks made, and for deleting what they let go of. */
export function iamService(account: Account, stacks: Stacks, admission: Admission): QueryService<IamApi> {
  return new QueryService<IamApi>({
    name: 'iam',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    version: VERSION,
    maxFormBytes: MAX_FORM_BYTES,
    region: REGIONS.get(account.environment.partition),
    operations: OPERATIONS,
    hint: `: the local cloud's roles and policies are made by stacks; of IAM it has ${Object.keys(OPERATIONS).join(', ')} (${VERSION})`,
    actions: (action, input) => [{ action: `iam:${action}`, resource: OPERATIONS[action].resource(input, account), context: new Map() }],
    act: async (operation, { request }) => operation.act(request, { account, stacks }),
  }, admission);
}
