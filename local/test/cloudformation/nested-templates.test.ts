import { commonEnvironment, type JsonObject } from '../../src/assembly';
import { withNestedTemplates } from '../../src/cloudformation/nested-templates';

/* The limits of what a deployment reads and puts together, before any of it is deployed. */

const parameter = { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } };
const counted = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`It${index}`, parameter]));
const nested = (url: string, more: JsonObject = {}): JsonObject => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url, ...more } });

interface Deployed {
  readonly template: JsonObject;
  readonly read: readonly string[];
}

async function deployed(template: JsonObject, templates: { readonly [url: string]: JsonObject }): Promise<Deployed> {
  const read: string[] = [];
  const sources = { parameters: {}, environment: commonEnvironment([]), read: async (url: string) => { read.push(url); return templates[url]; } };
  return { template: await withNestedTemplates(template, sources), read };
}
const messageOf = (template: JsonObject, templates: { readonly [url: string]: JsonObject }) => deployed(template, templates).then(() => 'no error', (error: Error) => `${error.name}: ${error.message}`);

const chain = (levels: number) => Object.fromEntries(Array.from({ length: levels }, (_, index) => [`part${index}`, { Resources: { It: parameter, ...index + 1 < levels && { Part: nested(`part${index + 1}`) } } }]));
const whole = { Resources: { Part: nested('part0') } };

test('ten levels are put together, each template read once', async () => {
  const { template, read } = await deployed(whole, chain(10));
  expect(Object.keys(template.Resources as JsonObject)).toHaveLength(10);
  expect(read).toEqual(Array.from({ length: 10 }, (_, index) => `part${index}`));
});

test.each<[string, JsonObject, { readonly [url: string]: JsonObject }, string]>([
  ['eleven levels', whole, chain(11), 'nested stacks: got more than 10 levels of them'],
  ['one that nests itself', whole, { part0: { Resources: { Part: nested('part0') } } }, 'nested stacks: got more than 10 levels of them'],
  ['5001 resources', { Resources: { ...counted(2_501), Part: nested('part0') } }, { part0: { Resources: counted(2_500) } }, 'nested stacks: got more than 5000 resources'],
  ['no address', { Resources: { Part: { Type: 'AWS::CloudFormation::Stack', Properties: {} } } }, {}, 'Properties validation failed for resource Part: TemplateURL is required'],
])('%s: refused', async (_, template, templates, message) => {
  expect(await messageOf(template, templates)).toContain(message);
});

test('one whose condition does not hold is neither read nor there', async () => {
  const template = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { It: parameter, Part: { ...nested('part0'), Condition: 'Never' } } };
  expect(await deployed(template, {})).toEqual({ template: { ...template, Resources: { It: parameter } }, read: [] });
});
