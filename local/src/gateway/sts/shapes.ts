import type { QueryShape } from '../../protocols/query-input';

/** The service model of STS: what its operations take. */
const ROLE = {
  RoleArn: 'text',
  RoleSessionName: 'text',
  Policy: 'text',
  PolicyArns: { each: ['arn'] },
  DurationSeconds: 'text',
  MinimumSessionTokenSize: 'text',
} as const satisfies QueryShape;

export const ASSUME_ROLE = {
  ...ROLE,
  Tags: { each: ['Key', 'Value'] },
  TransitiveTagKeys: 'texts',
  ExternalId: 'text',
  SourceIdentity: 'text',
} as const satisfies QueryShape;

export const ASSUME_ROLE_WITH_WEB_IDENTITY = { ...ROLE, WebIdentityToken: 'text', ProviderId: 'text' } as const satisfies QueryShape;
