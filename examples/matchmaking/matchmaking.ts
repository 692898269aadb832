import * as path from 'path';
import type { StackProps, StageProps } from 'aws-cdk-lib';
import { App, CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { WebIdentityUsers } from 'cdk-web-identity';
import { OwnAccess, WebIdentityBroker, WebIdentityClientConfig, WebIdentityProvider, WebIdentityUserTable } from 'cdk-web-identity';
import type { Construct } from 'constructs';

interface PlayersProps extends StackProps {
  readonly googleClientId: string;
}

/** Who plays: guests, players who signed in, and moderators among them. */
export class PlayersStack extends Stack {
  readonly signIn: WebIdentityBroker;
  readonly moderators: WebIdentityUsers;

  constructor(scope: Construct, id: string, { googleClientId, ...props }: PlayersProps) {
    super(scope, id, props);

    this.signIn = new WebIdentityBroker(this, 'SignIn', {
      providers: [WebIdentityProvider.google({ clientIds: [googleClientId] })],
      allowGuests: true,
    });
    this.moderators = this.signIn.addGroup('moderators');
  }
}

interface LobbyProps extends StackProps {
  readonly players: PlayersStack;
}

/** What they keep, and whom they tell: own profiles, and queues that a backend reads. */
export class LobbyStack extends Stack {
  constructor(scope: Construct, id: string, { players: { signIn, moderators }, ...props }: LobbyProps) {
    super(scope, id, props);

    const own = { attributes: ['Nickname'], serverAttributes: ['Rating'] };
    const profiles = new WebIdentityUserTable(this, 'Profiles', { users: signIn.users, ...own });
    profiles.grants.ownItems(moderators, own);
    // The backend gives guests a name. Who signs in keeps the id, and so the profile, and may change it from then on.
    profiles.grants.ownItems(signIn.guests!, { access: OwnAccess.READ, attributes: ['Nickname'] });

    const matches = new sqs.Queue(this, 'Matches', { enforceSSL: true });
    matches.grantSendMessages(signIn.users);
    matches.grantSendMessages(moderators);
    const bans = new sqs.Queue(this, 'Bans', { enforceSSL: true });
    bans.grantSendMessages(moderators);

    new WebIdentityClientConfig(this, 'ClientConfig', { tables: { profiles }, broker: signIn });
    new CfnOutput(this, 'MatchesUrl', { value: matches.queueUrl });
    new CfnOutput(this, 'BansUrl', { value: bans.queueUrl });
  }
}

interface MatchmakingProps extends StageProps {
  /** The stage's own at Google: tokens of another stage open nothing here. */
  readonly googleClientId: string;
}

/** The whole app, once for each environment. */
export class Matchmaking extends Stage {
  constructor(scope: Construct, id: string, { googleClientId, ...props }: MatchmakingProps) {
    super(scope, id, props);

    const players = new PlayersStack(this, 'Players', { googleClientId });
    new LobbyStack(this, 'Lobby', { players });
  }
}

/** Beta and production, each with an account, a Region and a client of its own. */
export function stages(app: App): Matchmaking[] {
  return [
    new Matchmaking(app, 'Beta', {
      env: { account: '111111111111', region: 'eu-west-1' },
      googleClientId: '123456-matchmaking-beta.apps.googleusercontent.com',
    }),
    new Matchmaking(app, 'Prod', {
      env: { account: '222222222222', region: 'us-east-1' },
      googleClientId: '123456-matchmaking.apps.googleusercontent.com',
    }),
  ];
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  stages(app);
  app.synth();
}
