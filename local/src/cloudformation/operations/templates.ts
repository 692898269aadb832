import { operation } from './operation';
import { CHANGE_SET, STACK, TEMPLATE } from './shapes';
import { stackOf } from './stack-of-request';
import { isObject, type JsonObject } from '../../assembly';
import { checkedTemplate } from '../deployment-request';
import { validationError } from '../request';

export const getTemplate = operation({ ...CHANGE_SET, TemplateStage: 'text' }, async (input, plane) => {
  const { stacks, changeSets } = plane;
  const body = input.ChangeSetName !== undefined
    ? changeSets.get(input, stacks.record).deployment.body
    : stackOf(input, plane).deployed?.body ?? '';
  return { TemplateBody: body, StagesAvailable: { member: ['Original', 'Processed'] } };
});

export const getTemplateSummary = operation({ ...STACK, ...TEMPLATE }, async (input, plane) => {
  const stack = input.StackName !== undefined ? stackOf(input, plane) : undefined;
  const body = stack === undefined ? await textOf(input, plane.readTemplate) : stack.deployed?.body;
  if (body === undefined) throw validationError('The stack has no template yet');
  const template = checkedTemplate(body, plane.findType);
  return {
    Description: template.Description,
    Metadata: isObject(template.Metadata) ? JSON.stringify(template.Metadata) : undefined,
    Version: template.AWSTemplateFormatVersion,
    Parameters: { member: declaredParameters(template) },
    ResourceTypes: { member: [...new Set(Object.values(template.Resources as JsonObject).map((resource) => (resource as JsonObject).Type))] },
    DeclaredTransforms: {},
  };
});

interface TemplateInput {
  readonly TemplateBody?: string;
  readonly TemplateURL?: string;
}

async function textOf({ TemplateBody: body, TemplateURL: url }: TemplateInput, readTemplate: (url: string) => Promise<string>): Promise<string> {
  if ((body === undefined) === (url === undefined)) throw validationError('Either Template URL or Template Body must be specified.');
  return body ?? readTemplate(url!);
}

function declaredParameters({ Parameters: declared }: JsonObject): object[] {
  return Object.entries(isObject(declared) ? declared : {}).map(([ParameterKey, parameter]) => {
    const { Type, Default, NoEcho, Description } = parameter as JsonObject;
    return { ParameterKey, ParameterType: Type, DefaultValue: Default, NoEcho: String(NoEcho) === 'true', Description };
  });
}
