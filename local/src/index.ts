export { LocalCloud, type LocalCloudOptions } from './local-cloud';
export { AssemblyError } from './assembly';
export type { LoggedDecision } from './gateway/decision-log';
export type { MintedToken, MintOptions } from './identity';
