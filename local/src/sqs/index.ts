export { invalidParameter, noSuchQueue, SqsError, unsupported } from './errors';
export type { Entry, OperationName, Parameters, Received, Sent } from './operations';
export { queueArn, type Queue, type Redrive } from './queue';
export { actionRequests, parseRequest, type SqsRequest } from './request';
export { attributesDigest, md5, sizeOf, type MessageAttributes } from './values';
