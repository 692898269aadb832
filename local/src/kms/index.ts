export { isSymmetric, keyContext, type Key, type KeyState } from './key';
export { isKeyUse, keyUse } from './key-use';
