import {
  CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand, GetOpenIdTokenCommand,
} from '@aws-sdk/client-cognito-identity';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { user, type User } from './people';
import type { Scenario, Setting } from './setting';
import { allowed, refused } from './step';
import { CLIENT_ID } from '../names';

const DENIED = 'AccessDeniedException';

/** The identity pool signs users in, with the issuer's tokens or as guests; guests may read Wins of their own items. */
export const broker: Scenario = (setting) => {
  const TableName = setting.config.tables.scores.name;
  const alice = new Identity(setting, 'alice', 'alice');
  const bob = new Identity(setting, 'bob', 'bob');
  const guest = new Identity(setting, 'guest');

  const keyOf = async (owner: Identity) => ({ UserId: await owner.id(), GameTitle: 'Galaxy Invaders' });
  const put = async (who: Identity, owner: Identity) => who.user.items.send(new PutCommand({ TableName, Item: { ...await keyOf(owner), Wins: 1 } }));
  const get = async (who: Identity, owner: Identity, ProjectionExpression = 'Wins') =>
    who.user.items.send(new GetCommand({ TableName, Key: await keyOf(owner), ProjectionExpression }));
  const readMotto = async (who: Identity) => new SSMClient({ ...setting.client, credentials: who.user.signIn })
    .send(new GetParameterCommand({ Name: setting.facts.motto }));

  return [
    allowed(alice, 'sign in', alice.user.signIn, 'Cognito knows an issuer with a path by host and path'),
    allowed(bob, 'sign in', bob.user.signIn),
    allowed(guest, 'come without signing in', guest.user.signIn),
    refused(alice, 'sign in with a token of another app', 'NotAuthorizedException', () => alice.signInWith({ sub: 'alice', aud: 'another-app' }),
      'Cognito calls a token of another client not authorized'),
    refused(guest, 'take alice\'s identity', 'NotAuthorizedException', async () => guest.credentials(await alice.id())),
    refused(guest, 'get a token for the classic flow', 'InvalidParameterException', () => guest.classicToken()),
    allowed(alice, 'put own item', () => put(alice, alice)),
    allowed(alice, 'get own item', () => get(alice, alice)),
    refused(alice, 'get bob\'s item', DENIED, () => get(alice, bob)),
    refused(alice, 'put an item as bob', DENIED, () => put(alice, bob)),
    allowed(guest, 'get own item', () => get(guest, guest)),
    refused(guest, 'get alice\'s item', DENIED, () => get(guest, alice)),
    refused(guest, 'put own item', DENIED, () => put(guest, guest)),
    refused(guest, 'get an attribute that is not listed for guests', DENIED, () => get(guest, guest, 'Losses')),
    allowed(alice, 'read a parameter that is granted to users', () => readMotto(alice)),
    refused(guest, 'read a parameter that is granted to guests, too', DENIED, () => readMotto(guest), 'Cognito lets guests use some services only, whatever their role allows'),
  ];
};

/** Somebody as the identity pool knows them. */
class Identity {
  readonly user: User;
  private readonly cognito: CognitoIdentityClient;
  private known?: string;

  /** A guest where no `sub` is given. */
  constructor(private readonly setting: Setting, readonly name: string, private readonly sub?: string) {
    this.cognito = new CognitoIdentityClient(setting.client);
    this.user = user(setting, name, async () => this.credentials(await this.id()));
  }

  async id(): Promise<string> {
    return this.known ??= await this.signInWith(this.claims());
  }

  /** Gives the identity id. */
  async signInWith(claims?: object): Promise<string> {
    const { identityPoolId } = this.setting.config.cognito;
    return (await this.cognito.send(new GetIdCommand({ IdentityPoolId: identityPoolId, Logins: await this.logins(claims) }))).IdentityId!;
  }

  async credentials(IdentityId: string): ReturnType<User['signIn']> {
    const { Credentials } = await this.cognito.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins: await this.logins(this.claims()) }));
    return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretKey!, sessionToken: Credentials!.SessionToken };
  }

  async classicToken(): Promise<unknown> {
    return this.cognito.send(new GetOpenIdTokenCommand({ IdentityId: await this.id(), Logins: await this.logins(this.claims()) }));
  }

  private claims(): object | undefined {
    return this.sub === undefined ? undefined : { sub: this.sub, aud: CLIENT_ID };
  }

  private async logins(claims?: object): Promise<Record<string, string> | undefined> {
    return claims && { [this.setting.issuer.slice('https://'.length)]: await this.setting.sign({ ...claims }) };
  }
}
