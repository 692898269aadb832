export { DataFolder } from './data-folder';
export { IdentityJournal } from './identity-journal';
export { Journal } from './journal';
export { keptKeys, newKeys, type KeptKeys } from './key-file';
export { syncFolder } from './sync-folder';
export { WholeFile } from './whole-file';
