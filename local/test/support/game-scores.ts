import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { LocalCloud } from '../../src';

export const APPS: { readonly [provider: string]: string } = {
  'amazon': 'amzn1.application.game-scores',
  'google': '123456-game-scores.apps.googleusercontent.com',
  'https://login.example.com': 'game-scores',
};

/** The example's template, anew for each caller. */
export function gameScoresTemplate(): any {
  return Template.fromStack(new GameScoresStack(new App(), 'GameScores')).toJSON();
}

/** Writes a template as a stack called GameScores. */
export function templateFile(template: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'game-scores-')), 'GameScores.template.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
}

/** What a sign-in may do otherwise than usual. */
export interface SignIn {
  readonly app?: string;
  readonly claims?: object;
  readonly roleArn?: string;
}

/** A running local cloud as an app sees it. */
export class Game {
  static async start(template: object = gameScoresTemplate(), clock?: () => number, region?: string): Promise<Game> {
    return new Game(await LocalCloud.start({ assembly: templateFile(template), clock, region }));
  }

  readonly config: any;

  private constructor(readonly cloud: LocalCloud) {
    this.config = JSON.parse(cloud.stacks.GameScores.ClientConfig);
  }

  /** Signs a user in and gives a DynamoDB client with their credentials. Every claim may be overridden. */
  async client(provider: string, user: string, options: SignIn = {}): Promise<DynamoDBDocumentClient> {
    return DynamoDBDocumentClient.from(new DynamoDBClient({ ...this.endpoint, credentials: await this.credentials(provider, user, options) }));
  }

  async s3(provider: string, user: string): Promise<S3Client> {
    return new S3Client({ ...this.endpoint, forcePathStyle: true, credentials: await this.credentials(provider, user) });
  }

  async credentials(provider: string, user: string, options: SignIn = {}) {
    const { token, providerId } = await this.cloud.signIn({
      provider, user, app: options.app ?? APPS[provider], claims: options.claims as Record<string, unknown> | undefined,
    });
    return fromWebToken({
      roleArn: options.roleArn ?? this.config.providers[provider].roleArn,
      roleSessionName: 'test',
      webIdentityToken: token,
      providerId,
      clientConfig: this.endpoint,
    })();
  }

  private get endpoint() {
    return { endpoint: this.cloud.endpoint, region: this.cloud.region, maxAttempts: 1 };
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }
}

/** `allowed`, or the name of AWS's error. */
export async function outcome(act: () => Promise<unknown>): Promise<string> {
  return act().then(() => 'allowed', (error: Error) => error.name);
}
