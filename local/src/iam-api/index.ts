export { OPERATIONS } from './operations';
