export { LocalCloud, type LocalCloudOptions } from './local-cloud';
export { AssemblyError } from './assembly';
export type { LoggedDecision } from './authorization/decision-log';
export type { IssuerBases, MintedToken, MintOptions } from './identity';
export type { AssumeExplanation, AssumeQuestion } from './sts';
