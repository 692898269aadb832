import { mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignatureV4 } from '@smithy/signature-v4';
import { LocalCloud, type LocalCloudOptions } from '../../src';
import { Sha256 } from '../../src/engines/remote/sha256';

const APP = 'amzn1.application.game';
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/players';
export const LOGIN = 'https://login.example.com';
export const LOGIN_ROLE_ARN = 'arn:aws:iam::123456789012:role/logins';

const trust = (principal: string, prefix: string, audience: string, value: string) => ({
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Federated: principal },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${prefix}:${audience}`]: value } },
  }],
});

/** A table GameScores whose players reach their own items, and nothing else. */
export const TEMPLATE = {
  Resources: {
    Login: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: LOGIN, ClientIdList: ['game'] } },
    Players: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'players', AssumeRolePolicyDocument: trust('www.amazon.com', 'www.amazon.com', 'app_id', APP) } },
    Logins: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'logins',
        AssumeRolePolicyDocument: trust(
          'arn:aws:iam::123456789012:oidc-provider/login.example.com', 'login.example.com', 'aud', 'game'),
      },
    },
    Own: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'own',
        Roles: [{ Ref: 'Players' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{
            Effect: 'Allow',
            Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
            Resource: { 'Fn::GetAtt': ['Scores', 'Arn'] },
            Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } },
          }],
        },
      },
    },
    Scores: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'GameScores',
        AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }],
      },
    },
  },
};

export function startCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const file = join(mkdtempSync(join(tmpdir(), 'gateway-')), 'Game.json');
  writeFileSync(file, JSON.stringify(TEMPLATE));
  return LocalCloud.start({ assembly: file, ...options });
}

export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Name, value, name, value …: what Node sends as it is. */
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
}

/** Sends what an SDK would not send. */
export function send(endpoint: string, { method = 'POST', path = '/', headers = [], body = '' }: Sent): Promise<Answer> {
  const { hostname, port, host } = new URL(endpoint);
  const length = headers.some((name) => /^(content-length|transfer-encoding)$/i.test(name)) ? [] : ['content-length', String(Buffer.byteLength(body))];
  const all = [...headers.some((name) => name.toLowerCase() === 'host') ? [] : ['host', host], ...headers, ...length];
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers: all as unknown as OutgoingHttpHeaders, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({
        status: response.statusCode!, headers: response.headers as Answer['headers'], body: Buffer.concat(chunks).toString(),
      }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Writes bytes to the port and gives what comes back until the server hangs up, or nothing more comes for `quiet` milliseconds. */
export function raw(endpoint: string, bytes: string | Buffer, { quiet = 100, end = false } = {}): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1', () => (end ? socket.end(bytes) : socket.write(bytes)));
    const finish = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', finish).on('error', finish);
    socket.setTimeout(quiet, finish);
  });
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A text between two tags of an XML answer. */
export function element(xml: string, name: string): string {
  const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  if (text === undefined) throw new Error(`no ${name} in ${xml}`);
  return text;
}

/** Signs in at Amazon and assumes the players' role. */
export async function player(cloud: LocalCloud, user: string): Promise<Credentials> {
  const { token } = await cloud.signIn({ provider: 'amazon', app: APP, user });
  const { body } = await send(cloud.endpoint, form({ ...ASSUME, WebIdentityToken: token }));
  return {
    accessKeyId: element(body, 'AccessKeyId'), secretAccessKey: element(body, 'SecretAccessKey'), sessionToken: element(body, 'SessionToken'),
  };
}

export const ASSUME = {
  Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: ROLE_ARN, RoleSessionName: 'test', ProviderId: 'www.amazon.com',
};

export function form(parameters: { readonly [name: string]: string }): Sent {
  return { headers: ['content-type', 'application/x-www-form-urlencoded'], body: new URLSearchParams(parameters).toString() };
}

/** A signed DynamoDB request with any body. */
export async function dynamodb(cloud: LocalCloud, credentials: Credentials, operation: string, body: string, overrides: Sent = {}): Promise<Answer> {
  return send(cloud.endpoint, { ...await signed(cloud, credentials, 'dynamodb', body, { 'x-amz-target': `DynamoDB_20120810.${operation}` }), ...overrides });
}

/** Signed by AWS's own signer, over exactly these headers. */
export async function signed(
  cloud: LocalCloud, credentials: Credentials, service: string, body: string, headers: { readonly [name: string]: string } = {}, at = Date.now(),
): Promise<Sent & { readonly headers: string[] }> {
  const { hostname, host } = new URL(cloud.endpoint);
  const signer = new SignatureV4({ service, region: 'us-east-1', credentials, sha256: Sha256 });
  const request = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname,
    path: '/',
    query: {},
    body,
    headers: { host, 'content-type': service === 'sts' ? 'application/x-www-form-urlencoded' : 'application/x-amz-json-1.0', ...headers },
  }, { signingDate: new Date(at) });
  return { headers: Object.entries(request.headers).flat(), body };
}
