export { DataFolder } from './data-folder';
export { IdentityJournal } from './identity-journal';
export { Journal } from './journal';
export { syncFolder } from './sync-folder';
