export { OPERATIONS, type IamApi, type IamOperation } from './operations';
