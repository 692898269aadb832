import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Resource as SpecResource } from '@aws-cdk/service-spec-types';
import { account, one } from './support';
import { INERT_POLICY_ROWS } from '../../src/assembly/resource-types/inert/policies';
import { INERT_ROWS } from '../../src/assembly/resource-types/inert/types';

const spec = loadAwsServiceSpecSync();
const ROWS = { ...INERT_ROWS, ...INERT_POLICY_ROWS };

/** Attributes that are lists: no reference to them is a text. */
const LISTS = ['CidrBlockAssociations', 'DnsEntries', 'Ipv6CidrBlocks', 'NameServers', 'NetworkInterfaceIds'];
/** Attributes that are objects, or that tell about what is behind a resource; a reference to them is refused by name. */
const LEFT_OUT = /^(?:AuthParameters|BlockPublicAccessStates|Dns$|InvocationConnectivityParameters|SnapStartResponse|WarmThroughputObject|Policy)/;
/** What `Ref` gives by the template reference, where it is not what identifies the resource. */
const REF = new Map([
  ['AWS::ApplicationAutoScaling::ScalingPolicy', 'Arn'],
  ['AWS::CertificateManager::Certificate', 'Id'],
  ['AWS::Events::Rule', 'Name'],
  ['AWS::Lambda::Permission', 'Id'],
  ['AWS::Logs::MetricFilter', 'FilterName'],
]);

function specOf(type: string): SpecResource {
  const [found] = [...spec.lookup('resource', 'cloudFormationType', 'equals', type)];
  if (found === undefined) throw new Error(`${type} is no type of AWS`);
  return found;
}

/** A text for every property that a row fills in. */
function properties(type: string): { [name: string]: string } {
  return Object.fromEntries(Object.keys(specOf(type).properties).map((name) => [name, name === 'Path' ? '/given/' : `given${name}`]));
}

/** What a value is beside a resource of the type that has all the properties its row fills in. */
function valueOf(type: string, value: unknown): string {
  const texts = JSON.stringify(ROWS[type]);
  const used = Object.entries(properties(type)).filter(([name]) => texts.includes(name) && !ROWS[type].policies?.includes(name));
  return account(one(type, Object.fromEntries(used), { Outputs: { Value: { Value: value } } })).stacks.A.Value;
}

// Held against the specification that the CDK is generated from.
describe.each(Object.entries(ROWS))('%s', (type, row) => {
  test('has the attributes of AWS, and no others', () => {
    const { attributes } = specOf(type);
    const known = Object.keys(attributes).filter((name) => !LISTS.includes(name) && !LEFT_OUT.test(name));
    const rowed = Object.keys(row.attributes ?? {}).filter((name) => !LEFT_OUT.test(name));
    expect(rowed.sort()).toEqual(known.sort());
    for (const name of known) expect(valueOf(type, { 'Fn::GetAtt': ['It', name] })).not.toMatch(/[{}]|undefined/);
  });

  test('is named by what names it there', () => {
    const { cfnRefIdentifier, primaryIdentifier = [], attributes, properties: all } = specOf(type);
    const names = REF.has(type) ? [REF.get(type)!] : cfnRefIdentifier ?? primaryIdentifier;
    const parts = names.map((name) => (name in attributes ? { 'Fn::GetAtt': ['It', name] } : `given${name}`));
    if (names.some((name) => !(name in attributes) && !(name in all))) return;
    expect(valueOf(type, { Ref: 'It' })).toBe(valueOf(type, { 'Fn::Join': ['|', parts] }));
    const { name } = row;
    if (name !== undefined) expect(all).toHaveProperty([name]);
  });

  test('has an ARN of the form of its service', () => {
    const { arnTemplate } = specOf(type);
    const arn = Object.entries(row.attributes ?? {}).find(([, text]) => text === '{arn}')?.[0];
    if (arn === undefined || arnTemplate === undefined) return;
    const head = arnTemplate.replace('${Partition}', 'aws').replace('${Region}', 'us-east-1').replace('${Account}', '123456789012').split('$')[0];
    expect(valueOf(type, { 'Fn::GetAtt': ['It', arn] })).toContain(head);
  });
});
