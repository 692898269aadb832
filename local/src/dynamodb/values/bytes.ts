/** The bytes of a B, which travels as base64. */
export const bytesOf = (base64: unknown): Buffer => Buffer.from(base64 as string, 'base64');
