export function inUse(folder: string): Error {
  return new Error(`the data folder ${folder} is in use by another process: stop it, or name another folder`);
}
