import { Game, outcome } from './game-scores';

/**
 * Every guard that the constructs emit has a twin: the synthesized template with that guard taken
 * out. The same request must be refused with the guard and allowed without, which proves both that
 * the guard is needed and that the local cloud looks at it.
 */
export interface Twin {
  readonly guard: string;
  /** Done to both templates, where the guard protects against what is not granted today. */
  readonly both?: (policies: Policies) => void;
  /** Takes the guard out. */
  readonly without: (policies: Policies) => void;
  readonly attack: (game: Game) => Promise<unknown>;
  /** Name of AWS's error. */
  readonly refusedWith: string;
}

/** Statements of a template, by the logical id's beginning of a role or of its policy. */
export interface Policies {
  trust(role: string): any;
  access(role: string): any[];
}

export function testTwins(template: () => any, twins: readonly Twin[]): void {
  test.each(twins)('$guard', async ({ both, without, attack, refusedWith }) => {
    const guarded = withoutGuardrails(template());
    both?.(policiesOf(guarded));
    const open = structuredClone(guarded);
    without(policiesOf(open));
    expect(open).not.toEqual(guarded);

    expect(await attempt(guarded, attack)).toBe(refusedWith);
    expect(await attempt(open, attack)).toBe('allowed');
  });
}

/** The explicit denies that hold whatever else falls: with them, no other guard could be seen to be needed. */
export function withoutGuardrails(template: any): any {
  for (const { Type, Properties } of Object.values<any>(template.Resources)) {
    if (!['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::S3::BucketPolicy'].includes(Type)) continue;
    const { PolicyDocument } = Properties;
    PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Effect, Condition }: any) => Effect !== 'Deny' || Condition?.Bool !== undefined);
  }
  return template;
}

export async function attempt(template: object, attack: Twin['attack']): Promise<string> {
  const game = await Game.start(template);
  try {
    return await outcome(() => attack(game));
  } finally {
    await game.stop();
  }
}

function policiesOf(template: any): Policies {
  const find = (type: string, id: string): any => Object.entries<any>(template.Resources)
    .find(([logicalId, resource]) => resource.Type === type && logicalId.startsWith(id))![1].Properties;
  return {
    trust: (role) => find('AWS::IAM::Role', role).AssumeRolePolicyDocument.Statement[0],
    access: (role) => find('AWS::IAM::Policy', role).PolicyDocument.Statement,
  };
}
