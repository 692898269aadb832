import { AwsError } from '../aws-error';

/** An error of SQS, with the code that clients of the Query protocol know it by. */
export class SqsError extends AwsError {
  constructor(code: string, message: string, readonly queryCode = code) {
    super(code, message);
  }
}

export const noSuchQueue = (): SqsError => new SqsError('QueueDoesNotExist', 'The specified queue does not exist.', 'AWS.SimpleQueueService.NonExistentQueue');
export const invalidParameter = (message: string): SqsError => new SqsError('InvalidParameterValueException', message, 'InvalidParameterValue');
export const missingParameter = (name: string): SqsError => new SqsError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`, 'MissingParameter');
export const unsupported = (message: string): SqsError => new SqsError('UnsupportedOperation', message, 'AWS.SimpleQueueService.UnsupportedOperation');
