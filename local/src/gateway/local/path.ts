/** Everything below is ours and not AWS's. */
export const LOCAL_PATH = '/_local/';

export const SECRET_HEADER = 'x-local-secret';
