import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolveAccount, type Account } from '../../src/assembly';
import type { StackTemplate } from '../../src/assembly/stack-template';

/** Stacks called `A`, `B`, … whose metadata tells no construct paths. */
export function account(...templates: object[]): Account {
  return resolveAccount(templates.map((template, i) => stack(String.fromCharCode(65 + i), template)));
}

export function stack(name: string, template: object, overrides: Partial<StackTemplate> = {}): StackTemplate {
  return { name, template: { ...template }, tags: new Map(), constructPaths: new Map(), ...overrides };
}

/** The value of one output, everything else as given. */
export function output(value: unknown, sections: object = {}): string {
  return account({ Resources: {}, ...sections, Outputs: { Value: { Value: value } } }).stacks.A.Value;
}

/** The message of what is thrown. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect((error as Error).name).toBe('AssemblyError');
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

/** A template with one resource, called `It`, and maybe other sections. */
export function one(type: string, properties: object, sections: object = {}): object {
  return { Resources: { It: { Type: type, Properties: properties } }, ...sections };
}

export const TRUST = {
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Federated: 'www.amazon.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application-oa2-client.example' } },
  }],
};

export const ACCESS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }] };

export const ROLE = { AssumeRolePolicyDocument: TRUST };

export const KEYS = {
  AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }],
};

/** A new folder with these files: texts as they are, objects as JSON. */
export function folderOf(files: { readonly [path: string]: unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}
