/** IAM User Guide, "Pass session tags in AWS STS": 50 tags, 128 and 256 characters, and these characters. */
export const MAX_SESSION_TAGS = 50;
const TAG_KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

export function isSessionTag(key: string, value: unknown): value is string {
  return TAG_KEY.test(key) && !/^aws:/i.test(key) && typeof value === 'string' && TAG_VALUE.test(value);
}
