import type { InertRow } from './template';

/** What says who may use a resource that is not run: read, and refused where it names a users' role. */
export const INERT_POLICY_ROWS: { readonly [type: string]: InertRow } = {
  'AWS::Events::EventBusPolicy': { ref: '{EventBusName|default}|{StatementId}', policies: ['Statement'], principals: ['Principal'] },
  'AWS::Lambda::LayerVersionPermission': { ref: '{LayerVersionArn}#{id}', attributes: { Id: '{LayerVersionArn}#{id}' }, principals: ['Principal'] },
  'AWS::Lambda::Permission': { ref: '{id}', attributes: { Id: '{id}' }, principals: ['Principal'] },
  'AWS::Logs::ResourcePolicy': { ref: '{name}', name: 'PolicyName', policies: ['PolicyDocument'] },
  'AWS::SecretsManager::ResourcePolicy': { ref: '{SecretId}', attributes: { Id: '{id}' }, policies: ['ResourcePolicy'] },
  'AWS::SNS::TopicInlinePolicy': { ref: '{TopicArn}', policies: ['PolicyDocument'] },
  'AWS::SNS::TopicPolicy': { ref: '{id}', attributes: { Id: '{id}' }, policies: ['PolicyDocument'] },
};
