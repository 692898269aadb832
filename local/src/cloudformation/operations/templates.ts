import type { Operation } from './operation';
import { stackOf } from './stack-of-request';
import { isObject, type JsonObject } from '../../assembly';
import { checkedTemplate } from '../deployment-request';
import { validationError } from '../request';

export const getTemplate: Operation = async (parameters, plane) => {
  const { stacks, changeSets } = plane;
  const body = parameters.has('ChangeSetName')
    ? changeSets.get(parameters, stacks.record).deployment.body
    : stackOf(parameters, plane).deployed?.body ?? '';
  return { TemplateBody: body, StagesAvailable: { member: ['Original', 'Processed'] } };
};

export const getTemplateSummary: Operation = async (parameters, plane) => {
  const stack = parameters.has('StackName') ? stackOf(parameters, plane) : undefined;
  const body = stack === undefined ? await textOf(parameters, plane.readTemplate) : stack.deployed?.body;
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
};

export const validateTemplate: Operation = async (parameters, plane) => {
  const template = checkedTemplate(await textOf(parameters, plane.readTemplate), plane.findType);
  return { Description: template.Description, Parameters: { member: declaredParameters(template) } };
};

async function textOf(parameters: Parameters<Operation>[0], readTemplate: (url: string) => Promise<string>): Promise<string> {
  const [body, url] = [parameters.get('TemplateBody'), parameters.get('TemplateURL')];
  if ((body === undefined) === (url === undefined)) throw validationError('Either Template URL or Template Body must be specified.');
  return body ?? readTemplate(url!);
}

function declaredParameters({ Parameters: declared }: JsonObject): object[] {
  return Object.entries(isObject(declared) ? declared : {}).map(([ParameterKey, parameter]) => {
    const { Type, Default, NoEcho, Description } = parameter as JsonObject;
    return { ParameterKey, ParameterType: Type, DefaultValue: Default, NoEcho: String(NoEcho) === 'true', Description };
  });
}
