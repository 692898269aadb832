export { DataFolder } from './data-folder';
export { Journal } from './journal';
export { syncFolder } from './sync-folder';
