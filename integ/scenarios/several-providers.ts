import { CognitoIdentityClient, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { assume, issuerUser, user, type User } from './people';
import type { Scenario, Setting } from './setting';
import { allowed, refused } from './step';
import { CLIENT_ID } from '../names';

const DENIED = 'AccessDeniedException';

/** Users of the issuer have a namespace, those of the identity pool raw ids. */
export const severalProviders: Scenario = (setting) => {
  const TableName = setting.config.tables.scores.name;
  const { cognito, [setting.issuer]: login } = setting.config.providers;
  const guest = new PoolGuest(setting);
  const player = user(setting, 'guest', async () => assume(setting, cognito.roleArn, await guest.token()));
  const namesake = user(setting, 'namesake', async () => assume(setting, login.roleArn, await setting.sign({ sub: await guest.id(), aud: CLIENT_ID })));
  const alice = issuerUser(setting, 'alice');

  const keyOf = (UserId: string) => ({ UserId, GameTitle: 'Galaxy Invaders' });
  const put = async (who: User, UserId: string) => who.items.send(new PutCommand({ TableName, Item: keyOf(UserId) }));
  const get = async (who: User, UserId: string) => who.items.send(new GetCommand({ TableName, Key: keyOf(UserId) }));
  const raw = () => guest.id();
  const namespaced = async () => `${login.userKeyPrefix}${await guest.id()}`;

  return [
    allowed(player, 'sign in with Cognito\'s token', player.signIn),
    allowed(namesake, 'sign in at the issuer with the same user id', namesake.signIn),
    refused(player, 'sign in with Cognito\'s token to the issuer\'s role', 'AccessDenied', async () => assume(setting, login.roleArn, await guest.token())),
    refused(alice, 'sign in with the issuer\'s token to the pool\'s role', 'AccessDenied',
      async () => assume(setting, cognito.roleArn, await setting.sign({ sub: 'alice', aud: CLIENT_ID }))),
    allowed(player, 'put own item', async () => put(player, await raw())),
    allowed(namesake, 'put own item', async () => put(namesake, await namespaced())),
    allowed(namesake, 'get own item', async () => get(namesake, await namespaced())),
    refused(namesake, 'get the item of the pool\'s user with the same id', DENIED, async () => get(namesake, await raw())),
    refused(namesake, 'put an item as the pool\'s user', DENIED, async () => put(namesake, await raw())),
    refused(player, 'get the item of the issuer\'s user with the same id', DENIED, async () => get(player, await namespaced())),
    refused(player, 'put an item as the issuer\'s user', DENIED, async () => put(player, await namespaced())),
    refused(alice, 'get the item of a user of the same issuer', DENIED, async () => get(alice, await namespaced())),
    refused(alice, 'get an item under the raw id', DENIED, () => get(alice, 'alice')),
  ];
};

/** A guest of the identity pool: it hands OpenID Connect tokens to anybody. */
class PoolGuest {
  private readonly cognito: CognitoIdentityClient;
  private known?: string;

  constructor(private readonly setting: Setting) {
    this.cognito = new CognitoIdentityClient(setting.client);
  }

  async id(): Promise<string> {
    return this.known ??= (await this.cognito.send(new GetIdCommand({ IdentityPoolId: this.setting.facts.identityPoolId }))).IdentityId!;
  }

  async token(): Promise<string> {
    return (await this.cognito.send(new GetOpenIdTokenCommand({ IdentityId: await this.id() }))).Token!;
  }
}
